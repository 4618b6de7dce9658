//! A server for the person who writes a site: what a host would answer, on this machine alone.
//!
//! 1. [`hosting`] says what a request leads to, by the rules that hosts have in common;
//! 2. [`screen`] holds the version that is shown, and the faults of a newer one;
//! 3. `answers` makes responses of both, and adds the script `live.js` to every page, which
//!    reloads it and shows the faults over it.
//!
//! It listens on the loopback address, answers to no other name, and writes nothing. Left out: when there
//! is a new version, and how its files come about ([`Files`]).

mod answers;
pub mod hosting;
pub mod screen;

use crate::diagnostic::Diagnostic;
use screen::Screen;
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;

/// What there is at a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    File(Vec<u8>),
    Missing,
    /// There would be a file, if it were not for these.
    Fault(Vec<Diagnostic>),
}

impl Content {
    pub fn is_file(&self) -> bool {
        matches!(self, Self::File(_))
    }
}

/// The files of one version of a site, by their paths from its root.
pub trait Files: Send + Sync {
    fn has(&self, path: &str) -> bool;

    /// A file; this may take its time.
    fn read(&self, path: &str) -> Content;
}

/// A server that listens, and does not answer yet.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    screen: Arc<Screen>,
}

impl Server {
    /// Listens on a port of the loopback address; 0 is any that is free.
    ///
    /// # Errors
    /// Where the system refuses, mostly since another program has the port.
    pub fn bind(port: u16) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        listener.set_nonblocking(true)?;
        Ok(Self {
            listener,
            screen: Arc::new(Screen::new(std::process::id())),
        })
    }

    /// # Errors
    /// Where the system does not tell.
    pub fn address(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// What visitors see, to be changed at any time.
    pub fn screen(&self) -> Arc<Screen> {
        Arc::clone(&self.screen)
    }

    /// Answers requests until the process ends.
    ///
    /// # Errors
    /// Where the system takes the address away.
    pub fn run(self) -> io::Result<()> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(self.listener)?;
            axum::serve(listener, answers::router(self.screen)).await
        })
    }
}
