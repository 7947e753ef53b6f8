//! Standard output and standard error, which a reader may close early.

use std::io::{self, BufWriter, Write};

/// A stream and whether it takes colours.
pub struct Stream<'a> {
    inner: BufWriter<Box<dyn Write + 'a>>,
    /// The reader has gone; what is written is thrown away.
    closed: bool,
    /// Whether it is a terminal that takes colours.
    pub color: bool,
}

/// Where a command prints.
pub struct Streams<'a> {
    /// What was asked for.
    pub out: Stream<'a>,
    /// Why it could not be given.
    pub err: Stream<'a>,
}

impl<'a> Stream<'a> {
    /// A stream.
    pub fn new(inner: impl Write + 'a, color: bool) -> Self {
        Self { inner: BufWriter::new(Box::new(inner)), closed: false, color }
    }

    /// Writes a text and passes it on.
    ///
    /// # Errors
    /// The stream cannot be written, for a reason other than that its reader has gone.
    pub fn print(&mut self, text: &str) -> io::Result<()> {
        self.write_all(text.as_bytes())?;
        self.flush()
    }

    /// A closed pipe is no failure: `tadashi | head` has seen enough.
    fn forgive<T>(&mut self, result: io::Result<T>, instead: T) -> io::Result<T> {
        match result {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.closed = true;
                Ok(instead)
            }
            other => other,
        }
    }
}

impl Write for Stream<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.closed {
            return Ok(bytes.len());
        }
        let written = self.inner.write(bytes);
        self.forgive(written, bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.closed {
            return Ok(());
        }
        let flushed = self.inner.flush();
        self.forgive(flushed, ())
    }
}
