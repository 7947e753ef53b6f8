//! `tadashi schema`: the manifest for editors.

use std::io;

use clap::Args;

use super::Streams;
use super::options::Packs;
use crate::schema::json_schema;

/// Print the JSON Schema of the manifest, for editors
///
/// The schema of the packs of tadashi.toml, their extensions included.
#[derive(Debug, Args)]
pub(super) struct Schema {
    #[command(flatten)]
    packs: Packs,
}

impl Schema {
    pub fn run(&self, streams: &mut Streams<'_>) -> io::Result<u8> {
        let (policies, _) = match self.packs.load(streams)? {
            Ok(loaded) => loaded,
            Err(code) => return Ok(code),
        };
        let text = crate::text::json(&json_schema(&policies.schema))?;
        streams.out.print(&format!("{text}\n"))?;
        Ok(0)
    }
}
