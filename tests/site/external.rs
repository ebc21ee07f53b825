//! `rutter check --external`: links to other sites are asked whether they lead somewhere.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection};

use crate::vault::{Built, Vault, rutter, vault};

/// A site on this machine. It answers by path until the test ends.
struct Site {
    port: u16,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Site {
    /// Asked for `HEAD /x`, it answers what `answer` makes of `HEAD` and `x`: a status line without its version,
    /// and further header lines. An empty answer is none at all.
    fn new(answer: impl Fn(&str, &str) -> String + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let requests = Arc::new(Mutex::new(Vec::new()));
        let (log, answer) = (Arc::clone(&requests), Arc::new(answer));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (log, answer) = (Arc::clone(&log), Arc::clone(&answer));
                thread::spawn(move || serve(&stream, &log, &*answer));
            }
        });
        Site { port, requests }
    }

    fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}/{path}", self.port)
    }

    /// What it was asked, in order of the text.
    fn requests(&self) -> Vec<String> {
        let mut requests = self.requests.lock().unwrap().clone();
        requests.sort();
        requests
    }

    /// The configuration that allows to ask it.
    fn config(&self) -> String {
        format!("[external]\nallow = [\"127.0.0.1:{}\"]\ntimeout = 1\n", self.port)
    }
}

fn serve(mut stream: &TcpStream, log: &Mutex<Vec<String>>, answer: &dyn Fn(&str, &str) -> String) {
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    let Some(first) = lines.next() else { return };
    let mut words = first.split(' ');
    let (method, path) = (words.next().unwrap(), words.next().unwrap());
    lines.find(String::is_empty);
    log.lock().unwrap().push(format!("{method} {path}"));
    let answer = answer(method, path.trim_start_matches('/'));
    if answer.is_empty() {
        thread::sleep(Duration::from_secs(3));
        return;
    }
    let _ = write!(stream, "HTTP/1.1 {answer}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
}

/// A vault beside a folder of the user for what can be made again.
fn check(vault: &Vault, arguments: &[&str]) -> Built {
    let mut command = rutter(&["check", "--external"]);
    command.args(arguments).env("XDG_CACHE_HOME", vault.out());
    vault.ran(command.arg(vault.path("")))
}

/// A vault whose note links to these paths of a site.
fn linked(site: &Site, paths: &[&str]) -> Vault {
    let links: String = paths.iter().map(|path| format!("[t]({})\n", site.url(path))).collect();
    vault().file("rutter.toml", site.config()).file("a.md", links)
}

fn by_path() -> Site {
    Site::new(|_, path| if path.starts_with("ok") { "200 OK".into() } else { "404 Not Found".into() })
}

#[test]
fn what_is_gone_is_told_at_every_place_that_links_to_it() {
    let site = by_path();
    let gone = site.url("gone");
    let text = format!(
        "[t]({gone}#x) ![p]({gone}) <{gone}> {gone}\n\n<a href=\"{gone}\">ü</a> | [ok]({})\n\n\
         | a |\n|---|\n| x \\| [t]({gone} \"T\") {gone} |\n\n[r]: {gone}\n\n> [r] `{gone}`\n",
        site.url("ok#y")
    );
    let vault = vault().file("rutter.toml", site.config()).file("a.md", &text).file("b.md", &gone);
    let built = check(&vault, &[]);
    for (index, line) in text.lines().enumerate() {
        for (column, _) in line.match_indices(&gone).filter(|_| !line.starts_with("[r]")) {
            let before = &line[..column];
            let start = match before {
                _ if before.ends_with('`') => continue,
                _ if before.ends_with("](") => {
                    before.rfind(['!', '[']).map(|at| at - usize::from(before[..at].ends_with('!'))).unwrap()
                }
                _ => column,
            };
            let column = line[..start].chars().count() + 1;
            built.problem_says(
                "external-link",
                &format!("a.md:{}:{column}", index + 1),
                &["/gone", "` answers 404"],
            );
        }
    }
    built.has_problem("external-link", "a.md:11:3").has_problem("external-link", "b.md:1:1");
    assert_eq!(built.count("external-link"), 9, "{}", built.said());
    assert_eq!(built.code(), 0, "a warning");
    assert_eq!(site.requests(), ["GET /gone", "HEAD /gone", "HEAD /ok"], "each is asked once");
}

#[test]
fn nobody_is_asked_unless_it_is_wanted() {
    let site = by_path();
    let vault = linked(&site, &["gone"]);
    vault.ask("check", &["--strict"]).has_no_problems();
    assert!(site.requests().is_empty());
}

#[test]
fn levels_say_how_bad_it_is() {
    let site = by_path();
    let vault = linked(&site, &["gone"]);
    vault.write("rutter.toml", format!("{}[lints]\nexternal-link = \"error\"\n", site.config()));
    assert_eq!(check(&vault, &[]).code(), 1);
    vault.write("a.md", format!("---\nlints: {{external-link: allow}}\n---\n{}\n", site.url("gone")));
    check(&vault, &["--strict"]).has_no_problems();
}

#[test]
fn a_page_that_is_there_though_not_for_everybody_is_there() {
    let site = Site::new(|method, path| match (method, path) {
        ("HEAD", "no-head") => "405 Method Not Allowed".into(),
        (_, "mine") => "403 Forbidden".into(),
        (_, "moved") => "301 Moved\r\nLocation: ../ok".into(),
        (_, "empty-move") => "302 Found".into(),
        _ => "200 OK".into(),
    });
    let built = check(&linked(&site, &["no-head", "mine", "moved", "empty-move"]), &[]);
    built.problem_says("external-link", "a.md:4:1", &["answers 302"]);
    assert_eq!(built.count("external-link"), 1);
    let expected = [
        "GET /empty-move",
        "GET /no-head",
        "HEAD /empty-move",
        "HEAD /mine",
        "HEAD /moved",
        "HEAD /no-head",
        "HEAD /ok",
    ];
    assert_eq!(site.requests(), expected);
}

#[test]
fn a_site_that_breaks_off_a_head_is_asked_for_the_page() {
    let site = Site::new(|method, _| if method == "HEAD" { "".into() } else { "200 OK".into() });
    check(&linked(&site, &["page"]), &[]).has_no_problems();
    assert_eq!(site.requests(), ["GET /page", "HEAD /page"]);
}

#[test]
fn a_busy_site_is_asked_again_as_it_asks_for() {
    let site = Site::new(|method, path| match (method, path) {
        ("HEAD", "soon") => "503 Busy\r\nRetry-After: 0".into(),
        (_, "never") => "429 Too Many\r\nRetry-After: 0".into(),
        _ => "200 OK".into(),
    });
    let built = check(&linked(&site, &["soon"]), &[]);
    built.has_no_problems();
    assert_eq!(site.requests(), ["GET /soon", "HEAD /soon"]);
    check(&linked(&site, &["never"]), &[]).problem_says("external-link", "a.md:1:1", &["answers 429"]);
    assert_eq!(site.requests().iter().filter(|request| request.ends_with("never")).count(), 3);
}

#[test]
fn a_site_can_say_until_when_it_is_busy() {
    let until = SystemTime::now() + Duration::from_secs(4);
    let date = httpdate::fmt_http_date(until);
    let site = Site::new(move |method, _| match method {
        "HEAD" => format!("503 Busy\r\nRetry-After: {date}"),
        _ if SystemTime::now() + Duration::from_secs(1) < until => "503 Busy".into(),
        _ => "200 OK".into(),
    });
    check(&linked(&site, &["soon"]), &[]).has_no_problems();
    assert_eq!(site.requests(), ["GET /soon", "HEAD /soon"]);
}

#[test]
fn a_host_that_is_silent_is_given_up() {
    let site = Site::new(|_, _| String::new());
    let paths: Vec<String> = (0..40).map(|number| format!("{number:02}")).collect();
    let vault = linked(&site, &paths.iter().map(String::as_str).collect::<Vec<_>>());
    let start = Instant::now();
    let built = check(&vault, &[]);
    assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
    assert_eq!((built.count("external-link"), site.requests().len()), (40, 6));
    built.problem_says("external-link", "a.md:1:1", &["does not answer within 1 s"]);
    built.problem_says("external-link", "a.md:40:1", &["was not asked, since its host did not answer"]);
}

/// A site with a certificate that no public authority has signed; its port.
fn secure() -> u16 {
    let certificate = CertificateDer::from_pem_slice(include_bytes!("certificate/host.pem")).unwrap();
    let key = PrivateKeyDer::from_pem_slice(include_bytes!("certificate/key.pem")).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()));
    let config = config.with_safe_default_protocol_versions().unwrap().with_no_client_auth();
    let config = Arc::new(config.with_single_cert(vec![certificate], key).unwrap());
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut connection = ServerConnection::new(Arc::clone(&config)).unwrap();
            let mut stream = rustls::Stream::new(&mut connection, &mut stream);
            let _ = stream.read(&mut [0; 1024]);
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        }
    });
    port
}

#[cfg(all(unix, not(target_os = "macos")))]
#[test]
fn whom_the_machine_trusts_is_trusted() {
    let port = secure();
    let config = format!("[external]\nallow = [\"127.0.0.1:{port}\"]\n");
    let vault = vault().file("rutter.toml", config).file("a.md", format!("https://127.0.0.1:{port}/\n"));
    let checked = |list: &str| {
        let mut command = rutter(&["check", "--external"]);
        command.env("XDG_CACHE_HOME", vault.out()).env("SSL_CERT_FILE", list).env_remove("SSL_CERT_DIR");
        vault.ran(command.arg(vault.path("")))
    };
    for unknown in ["/etc/ssl/certs/ca-certificates.crt", "/dev/null"] {
        checked(unknown).problem_says("external-link", "a.md:1:1", &["certificate is not accepted"]);
    }
    let list = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/site/certificate/host.pem");
    checked(list).has_no_problems();
}

#[test]
fn what_does_not_end_is_told() {
    let site = Site::new(|_, path| match path {
        "round" => "302 Found\r\nLocation: /round".into(),
        "file" => "302 Found\r\nLocation: file:///etc/passwd".into(),
        "bad" => "302 Found\r\nLocation: /gone".into(),
        "gone" => "410 Gone".into(),
        _ => String::new(),
    });
    let built = check(&linked(&site, &["round", "file", "bad"]), &[]);
    built.problem_says("external-link", "a.md:1:1", &["leads on more than 10 times"]);
    built.problem_says("external-link", "a.md:2:1", &["leads on to no address of the web"]);
    built.problem_says("external-link", "a.md:3:1", &["leads on to", "/gone`, which answers 410"]);
    let silent = check(&linked(&site, &["silent"]), &[]);
    silent.problem_says("external-link", "a.md:1:1", &["does not answer within 1 s"]);
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let nobody = "a".repeat(64);
    let vault = vault()
        .file("rutter.toml", format!("[external]\nallow = [\"{closed}\"]\n"))
        .file("a.md", format!("http://{closed}/ and <http://{nobody}.org/> http://[::x]/\n"));
    let built = check(&vault, &[]);
    built.problem_says("external-link", "a.md:1:1", &["refuses the connection"]);
    assert_eq!(built.count("external-link"), 2, "{}", built.said());
    built.says("leads to a host that is not there");
}

#[test]
fn private_addresses_are_not_asked_in_any_spelling() {
    let secret = by_path();
    let port = secret.port;
    let text =
        ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1", "127.1", "0.0.0.0"]
            .map(|host| format!("<http://{host}:{port}/x>\n"))
            .concat();
    let vault = vault().file("a.md", text);
    let built = check(&vault, &["--strict"]);
    built.has_no_problems().says("8 links to private addresses not asked");
    assert!(secret.requests().is_empty());
    let open = Site::new(move |_, path| format!("302 Found\r\nLocation: http://127.0.0.1:{port}/{path}"));
    let built = check(&linked(&open, &["x"]), &[]);
    built.problem_says("external-link", "a.md:1:1", &["leads on to a private address"]);
    assert!(secret.requests().is_empty(), "a port that is not allowed");
}

#[test]
fn names_of_examples_and_ignored_addresses_are_not_asked() {
    let site = by_path();
    let vault = linked(&site, &["gone", "old/x"]);
    vault.write(
        "rutter.toml",
        format!("{}ignore = [\"http://127.0.0.1:*/g*\", \"*/old/*\"]\n", site.config()),
    );
    vault.write("b.md", "https://example.com/ http://git.example.org/x http://a.test/\n");
    check(&vault, &["--strict"]).has_no_problems();
    assert!(site.requests().is_empty());
}

#[test]
fn what_answered_well_is_remembered_outside_of_the_site() {
    let site = by_path();
    let vault = linked(&site, &["ok", "gone"]);
    let first = check(&vault, &[]);
    let again = check(&vault, &[]);
    assert_eq!((first.said(), first.count("external-link")), (again.said(), 1));
    let expected = ["GET /gone", "GET /gone", "HEAD /gone", "HEAD /gone", "HEAD /ok"];
    assert_eq!(site.requests(), expected, "what is wrong is asked again");
    let file = vault.out().join("rutter/external.json");
    let old = fs::read_to_string(&file).unwrap();
    assert!(old.contains("/ok") && !old.contains("/gone"), "{old}");
    for foreign in
        ["", "{", "[]", "{\"answered\": {}}", &old.replace(":1,", ":2,"), &old.replace("/ok\":", "/ok\":1")]
    {
        fs::write(&file, foreign).unwrap();
        let before = site.requests().len();
        assert_eq!(check(&vault, &[]).said(), first.said());
        assert_eq!(site.requests().len(), before + 3, "{foreign} is not believed");
    }
    let mut inside = rutter(&["check", "--external"]);
    inside.arg(vault.path("")).env("XDG_CACHE_HOME", vault.path("cache"));
    vault.ran(&mut inside);
    assert!(!vault.path("cache").exists());
}

#[test]
fn a_change_is_told_apart_with_other_sites_too() {
    let site = by_path();
    let vault = crate::since::committed(linked(&site, &["gone"]));
    check(&vault, &["--since", "HEAD"]).has_no_problems();
    vault.write("b.md", site.url("new"));
    check(&vault, &["--since", "HEAD"]).has_problem("external-link", "b.md:1:1").says("0 errors, 1 warning");
}

#[test]
fn nobody_is_asked_for_a_revision_that_is_not_there() {
    let site = by_path();
    let vault = linked(&site, &["gone"]);
    check(&vault, &["--since", "HEAD"]).is_stopped_with(&["is in no git repository"]);
    let vault = crate::since::committed(vault);
    check(&vault, &["--since", "nowhere"]).is_stopped_with(&["there is no revision `nowhere`"]);
    assert!(site.requests().is_empty());
}

#[test]
fn a_configuration_that_cannot_be_meant_is_told() {
    for text in
        ["external = 1", "[external]\nallow = \"x\"", "[external]\nignore = [1]", "[external]\ntimeout = 0"]
    {
        vault()
            .file("rutter.toml", text)
            .file("a.md", "x\n")
            .ask("check", &[])
            .is_stopped_with(&["rutter.toml:"]);
    }
    let vault = vault().file("rutter.toml", "[external]\nalow = []\n").file("a.md", "x\n");
    vault.ask("check", &[]).problem_says("unknown-key", "rutter.toml:2:1", &["did you mean `allow`?"]);
}
