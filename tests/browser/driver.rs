//! A real headless Chromium, spoken to through chromedriver in the W3C WebDriver protocol.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use base64::prelude::{BASE64_STANDARD, Engine};
use serde_json::{Value, json};
use tempfile::TempDir;

/// How long something may take that a page does by itself.
const PATIENCE: Duration = Duration::from_secs(10);

/// The keys that have no character, as WebDriver calls them.
pub(crate) mod key {
    pub(crate) const ESCAPE: &str = "\u{e00c}";
    pub(crate) const ENTER: &str = "\u{e007}";
    pub(crate) const TAB: &str = "\u{e004}";
    pub(crate) const DOWN: &str = "\u{e015}";
    pub(crate) const RIGHT: &str = "\u{e014}";
    pub(crate) const UP: &str = "\u{e013}";
    pub(crate) const SPACE: &str = " ";
    pub(crate) const SHIFT: &str = "\u{e008}";
    pub(crate) const CONTROL: &str = "\u{e009}";
}

/// A browser window with a profile of its own; it ends with the value.
pub(crate) struct Browser {
    driver: Child,
    session: String,
    agent: ureq::Agent,
    _profile: TempDir,
}

/// Whether there is a browser. Where `RUTTER_BROWSER=required` is set there must be one.
fn is_there() -> bool {
    let there = ["chromium", "chromedriver"].iter().all(|name| on_path(name));
    let required = std::env::var_os("RUTTER_BROWSER").is_some_and(|value| value == "required");
    assert!(there || !required, "chromium and chromedriver are required and not found");
    there
}

fn on_path(name: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(name).is_file())
}

/// A new window of 1440 by 900, if there is a browser; a test without one is not made.
pub(crate) fn browser() -> Option<Browser> {
    is_there().then(Browser::start)
}

impl Browser {
    fn start() -> Browser {
        let (driver, port) = (0..5).find_map(|_| chromedriver()).expect("chromedriver says its port");
        let profile = tempfile::tempdir().unwrap();
        let agent = agent();
        let asked = json!({ "capabilities": { "alwaysMatch": capabilities(profile.path()) } });
        let server = format!("http://127.0.0.1:{port}/session");
        let made = send(&agent, "POST", &server, Some(&asked)).unwrap_or_else(|error| panic!("{error}"));
        let id = made["sessionId"].as_str().unwrap();
        let browser = Browser { driver, session: format!("{server}/{id}"), agent, _profile: profile };
        browser.sized(1440, 900);
        browser
    }

    fn post(&self, path: &str, body: &Value) -> Value {
        let answer = send(&self.agent, "POST", &format!("{}/{path}", self.session), Some(body));
        answer.unwrap_or_else(|error| panic!("{path} {body}: {error}"))
    }

    /// A command of the Chrome DevTools protocol.
    fn devtools(&self, command: &str, parameters: &Value) -> Value {
        self.post("goog/cdp/execute", &json!({ "cmd": command, "params": parameters }))
    }

    /// The page has this size, in CSS pixels.
    pub(crate) fn sized(&self, width: u32, height: u32) -> &Self {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", &size);
        self
    }

    /// The system prefers this: `("prefers-color-scheme", "dark")`.
    pub(crate) fn prefers(&self, feature: &str, value: &str) -> &Self {
        let features = json!({ "features": [{ "name": feature, "value": value }] });
        self.devtools("Emulation.setEmulatedMedia", &features);
        self
    }

    /// The page is shown as it is printed, by a system that is `light` or `dark`.
    pub(crate) fn prints(&self, scheme: &str) -> &Self {
        let features = json!([{ "name": "prefers-color-scheme", "value": scheme }]);
        self.devtools("Emulation.setEmulatedMedia", &json!({ "media": "print", "features": features }));
        self
    }

    /// Scripts of pages do not run from the next page on.
    pub(crate) fn without_script(&self) -> &Self {
        self.devtools("Emulation.setScriptExecutionDisabled", &json!({ "value": true }));
        self
    }

    /// The page is touched and not pointed at.
    pub(crate) fn touched(&self) -> &Self {
        let touch = json!({ "enabled": true, "maxTouchPoints": 1 });
        self.devtools("Emulation.setTouchEmulationEnabled", &touch);
        self
    }

    /// Runs this at the start of every page from the next one on.
    pub(crate) fn before_pages(&self, script: &str) -> &Self {
        self.devtools("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": script }));
        self
    }

    /// Goes to a URL and waits until it is loaded.
    pub(crate) fn open(&self, url: &str) -> &Self {
        self.post("url", &json!({ "url": url }));
        self
    }

    /// Goes to a new tab; the one before stays open behind it.
    pub(crate) fn new_tab(&self) -> &Self {
        let made = self.post("window/new", &json!({ "type": "tab" }));
        self.post("window", &json!({ "handle": made["handle"] }));
        self
    }

    /// Where it is.
    pub(crate) fn url(&self) -> String {
        self.says("return location.href")
    }

    /// What a script returns; promises are waited for.
    pub(crate) fn asks(&self, script: &str) -> Value {
        self.post("execute/sync", &json!({ "script": script, "args": [] }))
    }

    /// The text that a script returns.
    pub(crate) fn says(&self, script: &str) -> String {
        self.asks(script).as_str().map_or_else(String::new, str::to_string)
    }

    /// What can be seen now, as a PNG.
    pub(crate) fn picture(&self) -> Vec<u8> {
        let url = format!("{}/screenshot", self.session);
        let encoded = send(&self.agent, "GET", &url, None).unwrap_or_else(|error| panic!("{error}"));
        BASE64_STANDARD.decode(encoded.as_str().unwrap()).unwrap()
    }

    /// The visible text of the first element of this selector.
    pub(crate) fn text(&self, selector: &str) -> String {
        let element = self.element(selector);
        let url = format!("{}/element/{element}/text", self.session);
        let text = send(&self.agent, "GET", &url, None).unwrap_or_else(|error| panic!("{error}"));
        text.as_str().unwrap().to_string()
    }

    /// How many elements of this selector are visible.
    pub(crate) fn count(&self, selector: &str) -> usize {
        let script = format!(
            "return [...document.querySelectorAll({})].filter(e => e.checkVisibility({{ visibilityProperty: \
             true }})).length",
            json!(selector)
        );
        self.asks(&script).as_u64().unwrap() as usize
    }

    fn element(&self, selector: &str) -> String {
        let found = self.post("element", &json!({ "using": "css selector", "value": selector }));
        found.as_object().unwrap().values().next().unwrap().as_str().unwrap().to_string()
    }

    /// Clicks on the middle of the first element of this selector, as a mouse does.
    pub(crate) fn click(&self, selector: &str) -> &Self {
        let element = self.element(selector);
        self.post(&format!("element/{element}/click"), &json!({}));
        self
    }

    /// Touches the middle of the first element of this selector, as a thumb does.
    pub(crate) fn tap(&self, selector: &str) -> &Self {
        let element = self.element(selector);
        self.asks(&format!(
            "document.querySelector({}).scrollIntoView({{ block: 'center', behavior: 'instant' }})",
            json!(selector)
        ));
        let origin = json!({ "element-6066-11e4-a52e-4f735466cecf": element });
        let there = json!({ "type": "pointerMove", "duration": 0, "origin": origin, "x": 0, "y": 0 });
        let press = ["pointerDown", "pointerUp"].map(|kind| json!({ "type": kind, "button": 0 }));
        let finger = json!({ "type": "pointer", "id": "finger", "parameters": { "pointerType": "touch" },
                             "actions": [there, press[0], press[1]] });
        self.post("actions", &json!({ "actions": [finger] }));
        self
    }

    /// Moves the pointer onto the middle of the first element of this selector.
    pub(crate) fn point_at(&self, selector: &str) -> &Self {
        let element = self.element(selector);
        let origin = json!({ "element-6066-11e4-a52e-4f735466cecf": element });
        let there = json!({ "type": "pointerMove", "duration": 50, "origin": origin, "x": 0, "y": 0 });
        let pointer = json!({ "type": "pointer", "id": "mouse", "actions": [there] });
        self.post("actions", &json!({ "actions": [pointer] }));
        self
    }

    /// Clicks at a point of an element, in pixels from its left upper corner.
    pub(crate) fn click_at(&self, selector: &str, x: i64, y: i64) -> &Self {
        let corner = format!(
            "const box = document.querySelector({}).getBoundingClientRect(); return [box.left, box.top]",
            json!(selector)
        );
        let corner = self.asks(&corner);
        let from = |n: usize, more: i64| corner[n].as_f64().unwrap() as i64 + more;
        let there = json!({ "type": "pointerMove", "duration": 0, "x": from(0, x), "y": from(1, y) });
        let press = ["pointerDown", "pointerUp"].map(|kind| json!({ "type": kind, "button": 0 }));
        let pointer = json!({ "type": "pointer", "id": "mouse", "actions": [there, press[0], press[1]] });
        self.post("actions", &json!({ "actions": [pointer] }));
        self
    }

    /// Types text or keys, one after another, wherever the focus is.
    pub(crate) fn types(&self, keys: &str) -> &Self {
        self.press(keys.chars().flat_map(|key| [("keyDown", key), ("keyUp", key)]))
    }

    /// Presses a key while another is held.
    pub(crate) fn chord(&self, held: &str, key: &str) -> &Self {
        let (held, key) = (held.chars(), key.chars());
        let down = held.clone().chain(key.clone()).map(|key| ("keyDown", key));
        self.press(down.chain(key.chain(held).map(|key| ("keyUp", key))))
    }

    fn press(&self, strokes: impl Iterator<Item = (&'static str, char)>) -> &Self {
        let strokes: Vec<Value> = strokes.map(|(kind, key)| json!({ "type": kind, "value": key })).collect();
        let keyboard = json!({ "type": "key", "id": "keyboard", "actions": strokes });
        self.post("actions", &json!({ "actions": [keyboard] }));
        self
    }

    /// Waits until a script returns something true.
    pub(crate) fn waits_until(&self, condition: &str) -> &Self {
        let end = Instant::now() + PATIENCE;
        while !is_true(&self.asks(&format!("return ({condition})"))) {
            assert!(Instant::now() < end, "`{condition}` does not come true at {}", self.url());
            thread::sleep(Duration::from_millis(20));
        }
        self
    }

    /// Waits until an element of this selector is visible.
    pub(crate) fn waits_for(&self, selector: &str) -> &Self {
        let end = Instant::now() + PATIENCE;
        while self.count(selector) == 0 {
            assert!(Instant::now() < end, "no visible `{selector}` at {}", self.url());
            thread::sleep(Duration::from_millis(20));
        }
        self
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = send(&self.agent, "DELETE", &self.session, None);
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// A chromedriver and the port it says it listens on; none where it has ended at once, because another program took
/// the port it had found to be free.
fn chromedriver() -> Option<(Child, u16)> {
    let mut command = Command::new("chromedriver");
    command.arg("--port=0").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut driver = command.spawn().unwrap();
    let said = BufReader::new(driver.stdout.take().unwrap());
    let port = said.lines().map_while(Result::ok).find_map(|line| {
        let (_, port) = line.split_once("started successfully on port ")?;
        port.trim_end_matches('.').parse().ok()
    });
    if port.is_none() {
        driver.wait().unwrap();
    }
    Some((driver, port?))
}

/// Headless, alone, and asking nobody for anything.
fn capabilities(profile: &Path) -> Value {
    let quiet = ["background-networking", "component-update", "sync", "quic", "gpu", "dev-shm-usage"];
    let mut arguments: Vec<String> = quiet.iter().map(|what| format!("--disable-{what}")).collect();
    arguments.extend(["--headless", "--no-sandbox", "--no-first-run", "--hide-scrollbars"].map(String::from));
    arguments.push(format!("--user-data-dir={}", profile.display()));
    json!({ "browserName": "chrome", "goog:chromeOptions": { "args": arguments } })
}

fn agent() -> ureq::Agent {
    let config = ureq::Agent::config_builder();
    let config = config.http_status_as_error(false).proxy(None).timeout_global(Some(Duration::from_secs(60)));
    config.build().into()
}

/// The value of the answer; what the driver says where there is none.
fn send(agent: &ureq::Agent, method: &str, url: &str, body: Option<&Value>) -> Result<Value, String> {
    let request = ureq::http::Request::builder().method(method).uri(url);
    let request = request.header("content-type", "application/json");
    let request = request.body(body.map(Value::to_string).unwrap_or_default());
    let mut answer = agent.run(request.map_err(text)?).map_err(text)?;
    let read = answer.body_mut().with_config().limit(100_000_000).read_to_string().map_err(text)?;
    let mut value: Value = serde_json::from_str(&read).map_err(text)?;
    match value["value"]["error"].as_str() {
        Some(error) => Err(format!("{error}: {}", value["value"]["message"])),
        None => Ok(value["value"].take()),
    }
}

fn text(error: impl ToString) -> String {
    error.to_string()
}

fn is_true(value: &Value) -> bool {
    !matches!(value, Value::Null | Value::Bool(false)) && *value != json!(0) && *value != json!("")
}
