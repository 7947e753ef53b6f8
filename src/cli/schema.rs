//! `tadashi schema`: the manifest for editors.

use std::io;

use clap::Args;

use super::Streams;
use crate::engine;

/// Print the JSON Schema of the manifest, for editors
#[derive(Debug, Args)]
pub(super) struct Schema {}

impl Schema {
    #[expect(clippy::unused_self, reason = "every command runs alike")]
    pub fn run(&self, streams: &mut Streams<'_>) -> io::Result<u8> {
        let text = serde_json::to_string_pretty(&engine::schema_json())?;
        streams.out.print(&format!("{text}\n"))?;
        Ok(0)
    }
}
