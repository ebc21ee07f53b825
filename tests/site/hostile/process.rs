//! Rows 24, 25, 26 and 30: the machine fails, two builds meet, clocks lie, nobody listens.

use std::fs::{self, File};
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime};

use crate::vault::{run, rutter, vault};

/// The build in a shell that has set itself a limit first.
#[cfg(unix)]
fn build_under(limit: &str, vault: &crate::vault::Vault) -> crate::vault::Built {
    let line = format!("{limit}; exec \"$0\" build \"$1\" -o \"$2\"");
    let mut command = Command::new("sh");
    command.args(["-c", &line, env!("CARGO_BIN_EXE_rutter")]).arg(vault.path("")).arg(vault.out());
    vault.ran(&mut command)
}

#[cfg(unix)]
#[test]
fn row_24_a_file_that_may_not_grow_is_a_fault_and_the_old_site_stays() {
    let vault = vault().file("a.md", "# Old\n");
    vault.build();
    let before = vault.published();
    vault.write("a.md", "word ".repeat(100_000));
    let built = build_under("trap '' XFSZ; ulimit -f 100", &vault);
    built.is_stopped_with(&["cannot write", "index.html"]);
    assert_eq!(vault.published(), before);
    vault.build();
    assert_ne!(vault.published(), before);
}

#[cfg(unix)]
#[test]
fn row_24_too_many_open_files_are_a_fault_or_none() {
    let mut vault = vault();
    for n in 0..30 {
        vault = vault.file(&format!("d{n}/d/n{n}.md"), format!("# {n}\n"));
    }
    vault.build();
    let before = vault.published();
    vault.write("new.md", "# New\n");
    for limit in [5, 6, 8, 10, 12, 16, 24] {
        let built = build_under(&format!("ulimit -n {limit}"), &vault);
        assert!(!built.said().contains("panicked"), "{limit}: {}", built.said());
        match built.code() {
            0 => assert!(vault.published().contains_key("new/index.html")),
            2 => assert_eq!(vault.published(), before, "{limit}: {}", built.said()),
            code => panic!("{limit}: {code}: {}", built.said()),
        }
        if built.code() == 0 {
            break;
        }
    }
}

#[cfg(unix)]
#[test]
fn row_24_an_output_that_cannot_be_made_is_a_fault() {
    let vault = vault().file("a.md", "# A\n");
    vault
        .ran(rutter(&["build"]).arg(vault.path("")).args(["-o", "/proc/rutter/out"]))
        .is_stopped_with(&["/proc/rutter"]);
    vault
        .ran(rutter(&["build"]).arg(vault.path("")).args(["-o", "/dev/null"]))
        .is_stopped_with(&["/dev/null"]);
    vault
        .ran(rutter(&["build"]).arg(vault.path("")).args(["-o", "/dev/null/x"]))
        .is_stopped_with(&["/dev/null"]);
}

#[test]
fn row_25_precious_folders_are_never_an_output() {
    let vault = vault().file("a.md", "# A\n").file("sub/b.md", "# B\n").file(".git/config", "");
    let home = vault.path("home");
    fs::create_dir(&home).unwrap();
    let root = vault.path("");
    for out in ["/".into(), home.clone(), root.clone(), root.join(".."), root.join("sub"), root.join("a.md")]
    {
        let built = vault.ran(rutter(&["build"]).arg(&root).arg("-o").arg(&out).env("HOME", &home));
        built.is_stopped_with(&["-o"]);
    }
    assert_eq!(fs::read_to_string(vault.path("sub/b.md")).unwrap(), "# B\n");
}

#[test]
fn row_25_two_builds_at_once_both_end_well() {
    let mut vault = vault();
    for n in 0..60 {
        vault = vault.file(&format!("n{n}.md"), format!("# {n}\n\n[[n{}]]\n", (n + 1) % 60));
    }
    vault.build();
    let expected = vault.published();
    let start = || vault.command().stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let builds: Vec<_> = (0..4).map(|_| start()).collect();
    for build in builds {
        let output = build.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    assert_eq!(vault.published(), expected);
}

#[test]
fn row_26_clocks_do_not_matter() {
    let vault = vault().file("a.md", "one\n").file("b.md", "# B\n");
    vault.build();
    let epoch = SystemTime::UNIX_EPOCH;
    let times = [epoch, epoch, epoch + Duration::from_secs(4_000_000_000), SystemTime::now()];
    for (text, time) in ["two\n", "six\n", "ten\n", "old\n"].into_iter().zip(times) {
        vault.write("a.md", text);
        File::options().write(true).open(vault.path("a.md")).unwrap().set_modified(time).unwrap();
        vault.build().page("/a/").has(&format!("<p>{}</p>", text.trim()));
    }
}

/// Standard output and error closed, or read by nobody.
#[cfg(unix)]
#[test]
fn row_30_closed_streams_change_no_exit_code() {
    let vault = vault().file("a.md", "[[missing]] ".repeat(100));
    for (strict, code) in [("", "0"), ("--strict", "1")] {
        for streams in [">&- 2>&-", "2>&1 | head -c 1", ">/dev/full 2>/dev/full", "2>&1 | true", "<&- >&-"] {
            let line = format!("{{ \"$0\" build \"$1\" -o \"$2\" -v {strict}; echo $? >\"$3\"; }} {streams}");
            let told = vault.path("../code");
            let mut command = Command::new("sh");
            command
                .args(["-c", &line, env!("CARGO_BIN_EXE_rutter")])
                .arg(vault.path(""))
                .arg(vault.out())
                .arg(&told);
            let output = run(&mut command);
            assert!(!String::from_utf8_lossy(&output.stderr).contains("panicked"), "{streams}");
            assert_eq!(fs::read_to_string(&told).unwrap().trim(), code, "{streams} {strict}");
        }
    }
}

#[cfg(unix)]
#[test]
fn row_30_printing_commands_bear_a_closed_standard_output() {
    for command in ["completions bash", "man", "--help", "--version", "build --help"] {
        for streams in [">&-", "| true", "| head -c 1"] {
            let line = format!("{{ \"$0\" {command}; echo $? >&2; }} {streams}");
            let output = run(Command::new("sh").args(["-c", &line, env!("CARGO_BIN_EXE_rutter")]));
            assert_eq!(String::from_utf8_lossy(&output.stderr).trim(), "0", "{command} {streams}");
        }
    }
}
