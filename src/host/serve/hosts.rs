//! Which names this server goes by.

use std::net::IpAddr;

/// The names that a request may ask for. A page of `evil.example` can have its name lead to this machine (DNS
/// rebinding), and would then read the vault as its own: so a name must be known, and an address must be the one that
/// was connected to.
#[derive(Debug, Clone)]
pub(in crate::host) struct Hosts(Vec<String>);

impl Hosts {
    /// `localhost` and these names.
    pub(in crate::host) fn new<'n>(names: impl IntoIterator<Item = &'n str>) -> Self {
        let names = names.into_iter().map(str::to_ascii_lowercase);
        Hosts(names.chain(["localhost".to_string()]).collect())
    }

    /// Whether the value of a `Host` means the server at this address. The port is that of whoever leads the
    /// connection on, and may be another.
    pub(super) fn allow(&self, host: &str, local: IpAddr) -> bool {
        let Some(name) = name(host) else { return false };
        match address(name) {
            Some(address) => is_same(address.to_canonical(), local.to_canonical()),
            None => self.0.iter().any(|known| known.eq_ignore_ascii_case(name)),
        }
    }
}

/// Whether a connection from `peer` comes from the machine itself, and by a name that does not lead through others: a
/// proxy on this machine is near as well, and asks for whom it likes.
pub(super) fn is_near(host: &str, local: IpAddr, peer: IpAddr) -> bool {
    let is_own = |name: &str| name.eq_ignore_ascii_case("localhost") || address(name).is_some();
    is_same(local.to_canonical(), peer.to_canonical()) && name(host).is_some_and(is_own)
}

/// The name before the port; `None` where what follows it is no port.
fn name(host: &str) -> Option<&str> {
    let end = match host.strip_prefix('[') {
        Some(inside) => inside.find(']')? + 2,
        None => host.find(':').unwrap_or(host.len()),
    };
    let (name, port) = host.split_at_checked(end)?;
    let is_port = port.is_empty()
        || port.strip_prefix(':').is_some_and(|port| {
            (1..=5).contains(&port.len()) && port.bytes().all(|byte| byte.is_ascii_digit())
        });
    (is_port && !name.is_empty()).then_some(name)
}

fn address(name: &str) -> Option<IpAddr> {
    match name.strip_prefix('[') {
        Some(inside) => inside.strip_suffix(']')?.parse().ok().filter(IpAddr::is_ipv6),
        None => name.parse().ok().filter(IpAddr::is_ipv4),
    }
}

/// All addresses of the loopback are one machine.
fn is_same(asked: IpAddr, local: IpAddr) -> bool {
    asked == local || (asked.is_loopback() && local.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_known_or_the_address_that_was_connected_to() {
        let hosts = Hosts::new(["Docs.Local"]);
        let here: IpAddr = "127.0.0.1".parse().unwrap();
        let there: IpAddr = "192.0.2.7".parse().unwrap();
        for good in ["localhost", "LOCALHOST:1", "127.0.0.1:3111", "127.0.0.2", "[::1]:80", "docs.local:8080"]
        {
            assert!(hosts.allow(good, here), "{good}");
        }
        for bad in [
            "",
            ":80",
            "evil.example",
            "localhost.evil",
            "127.0.0.1.evil.example",
            "localhost:",
            "localhost:x",
            "localhost:123456",
            "192.0.2.7",
            "[::1",
            "[::1]x",
            "[127.0.0.1]",
            "::1",
            "localhost:1:2",
            "user@localhost",
        ] {
            assert!(!hosts.allow(bad, here), "{bad}");
        }
        assert!(hosts.allow("192.0.2.7:3111", there));
        assert!(hosts.allow("[::ffff:192.0.2.7]", there));
        assert!(!hosts.allow("127.0.0.1", there));
    }

    #[test]
    fn who_asks_from_this_machine_for_this_machine_is_near() {
        let [here, there, other]: [IpAddr; 3] =
            ["127.0.0.1", "192.0.2.7", "192.0.2.8"].map(|address| address.parse().unwrap());
        assert!(is_near("localhost:1", here, here) && is_near("192.0.2.7:1", there, there));
        assert!(!is_near("192.0.2.7:1", there, other));
        assert!(!is_near("notes.example", here, here));
    }
}
