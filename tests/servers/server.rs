//! A server as the guide sets it up, on a port of its own.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::vault::Built;

/// How long a server may take to begin, and an answer to come.
const PATIENCE: Duration = Duration::from_secs(10);

/// A running server; it ends with the value.
pub(crate) struct Server {
    process: Child,
    port: u16,
    agent: ureq::Agent,
    _folder: TempDir,
}

/// What a server has answered.
pub(crate) struct Answer {
    pub(crate) status: u16,
    headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// A header by its name in small letters; empty where there is none.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(header, _)| header == name).map_or("", |(_, value)| value)
    }

    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }
}

/// Where Debian has the module of nginx that hands out brotli.
const BROTLI: &str = "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so";

/// Whether nginx can hand out brotli here.
pub(crate) fn has_brotli() -> bool {
    Path::new(BROTLI).is_file()
}

/// nginx with the recipe of the guide around a site, if there is an nginx.
pub(crate) fn nginx(built: &Built) -> Option<Server> {
    let program = program("nginx")?;
    let folder = tempfile::tempdir().unwrap();
    let port = free_port();
    let brotli = if has_brotli() { format!("load_module {BROTLI};\n") } else { String::new() };
    let statically = if has_brotli() { "brotli_static on" } else { "# brotli_static on" };
    let recipe = recipe("nginx", built)
        .replace("# brotli_static on", statically)
        .replace("listen 80;", &format!("listen 127.0.0.1:{port};"))
        .replace("# add_header Content", "add_header Content");
    let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .map(|name| format!("{name}_temp_path {};", folder.path().join(name).display()));
    let around = format!(
        "{brotli}daemon off;\nmaster_process off;\npid {0}/pid;\nerror_log stderr;\nevents {{}}\nhttp {{\n\
         include /etc/nginx/mime.types;\naccess_log off;\n{1}\n{recipe}\n}}\n",
        folder.path().display(),
        temporary.join("\n")
    );
    let file = folder.path().join("nginx.conf");
    fs::write(&file, around).unwrap();
    let mut command = Command::new(program);
    command.arg("-p").arg(folder.path()).arg("-c").arg(&file);
    Some(Server::start(command, port, folder))
}

/// Caddy with the recipe of the guide around a site, if there is a Caddy.
pub(crate) fn caddy(built: &Built) -> Option<Server> {
    let program = program("caddy")?;
    let folder = tempfile::tempdir().unwrap();
    let port = free_port();
    let recipe = recipe("text title=\"Caddyfile\"", built)
        .replace("docs.example.com {", &format!("http://127.0.0.1:{port} {{"))
        .replace("# Content-Security", "Content-Security");
    let file = folder.path().join("Caddyfile");
    fs::write(&file, format!("{{\n\tadmin off\n\tauto_https off\n}}\n\n{recipe}")).unwrap();
    let mut command = Command::new(program);
    command.args(["run", "--adapter", "caddyfile", "--config"]).arg(&file).env("HOME", folder.path());
    command.env("XDG_DATA_HOME", folder.path()).env("XDG_CONFIG_HOME", folder.path());
    Some(Server::start(command, port, folder))
}

/// The code block of the guide behind this fence, for this site: its folder, and the policy of its `_headers`.
fn recipe(fence: &str, built: &Built) -> String {
    let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/guide/publishing.md");
    let guide = fs::read_to_string(guide).unwrap();
    let (_, block) = guide.split_once(&format!("```{fence}\n")).unwrap();
    let (block, _) = block.split_once("```").unwrap();
    let headers = built.page("/_headers");
    let policy = headers.between("Content-Security-Policy: ", "\n");
    let folder = built.folder().display().to_string();
    block.replace("/srv/www/docs", &folder).replace('…', policy).replace("# as in _headers", "")
}

/// The program of this name. Where `RUTTER_SERVERS=required` is set there must be one.
fn program(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::env::split_paths(&path).chain([PathBuf::from("/usr/sbin")]);
    let found = folders.map(|folder| folder.join(name)).find(|program| program.is_file());
    let required = std::env::var_os("RUTTER_SERVERS").is_some_and(|value| value == "required");
    assert!(found.is_some() || !required, "{name} is required and not found");
    found
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

impl Server {
    fn start(mut command: Command, port: u16, folder: TempDir) -> Server {
        let log = folder.path().join("log");
        let file = fs::File::create(&log).unwrap();
        command.stdin(Stdio::null()).stdout(file.try_clone().unwrap()).stderr(file);
        let config = ureq::Agent::config_builder();
        let config = config.http_status_as_error(false).proxy(None).max_redirects(0);
        let agent = config.timeout_global(Some(PATIENCE)).build().into();
        let mut server = Server { process: command.spawn().unwrap(), port, agent, _folder: folder };
        let end = Instant::now() + PATIENCE;
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            let said = || fs::read_to_string(&log).unwrap_or_default();
            assert!(server.process.try_wait().unwrap().is_none(), "{command:?} ended: {}", said());
            assert!(Instant::now() < end, "{command:?} does not listen: {}", said());
            thread::sleep(Duration::from_millis(20));
        }
        server
    }

    /// Asks for a path; of what is encoded the bytes come as they are.
    pub(crate) fn get(&self, path: &str, encoding: &str) -> Answer {
        let url = format!("http://127.0.0.1:{}{path}", self.port);
        let encoding = if encoding.is_empty() { "identity" } else { encoding };
        let mut answer = self.agent.get(&url).header("accept-encoding", encoding).call().unwrap();
        let headers = answer.headers().iter();
        let headers = headers.map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_string()));
        Answer {
            status: answer.status().as_u16(),
            headers: headers.collect(),
            body: answer.body_mut().read_to_vec().unwrap(),
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
