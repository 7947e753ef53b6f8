//! Opening and listing below one folder so that no link is followed, whoever changes what stands there meanwhile.

#[cfg(not(unix))]
mod other;
#[cfg(unix)]
mod unix;

#[cfg(not(unix))]
pub(super) use other::{Beneath, path};
#[cfg(unix)]
pub(super) use unix::{Beneath, path};

/// What an entry of a folder is, the entry itself and not what it may lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Entry {
    /// A file with bytes.
    File,
    /// A folder.
    Folder,
    /// A link, pipe, socket or device.
    Other,
}

/// Bytes that the entries of a folder are read into.
pub(super) type Buffer = Vec<u8>;
