//! The port that is listened on.

use std::io::{self, ErrorKind};
use std::net::{SocketAddr, TcpListener};

/// How many ports are tried after one that is taken.
const TRIED: u16 = 100;

/// A port that is ours.
pub(in crate::host) struct Listening {
    pub(in crate::host) listener: TcpListener,
    /// What it is bound to.
    pub(in crate::host) address: SocketAddr,
    /// Whether the port that was asked for was taken.
    pub(in crate::host) moved: bool,
}

/// Listens on a port of a host, or on the next one that is free; port 0 is any.
///
/// # Errors
/// [`io::Error`] where the host is none of this machine, or no port of it can be had.
pub(in crate::host) fn listen(host: &str, port: u16) -> io::Result<Listening> {
    let mut tried = port;
    loop {
        match TcpListener::bind((host, tried)) {
            Ok(listener) => {
                let address = listener.local_addr()?;
                return Ok(Listening { listener, address, moved: tried != port });
            }
            Err(error) if error.kind() == ErrorKind::AddrInUse && tried - port < TRIED => {
                tried = tried.checked_add(1).ok_or(error)?;
            }
            Err(error) => return Err(error),
        }
    }
}
