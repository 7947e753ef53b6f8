//! A record that is to be written into a manifest: its fields in their order, each with what there is to say of it.
//!
//! One shape for every format; a format that has no comments leaves them out.

use crate::text::visible;

/// A record to be written.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Record {
    /// Its fields, the id first.
    pub fields: Vec<Field>,
}

/// A field of a record to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its key.
    pub name: &'static str,
    /// What stands there.
    pub value: Value,
    /// What to know before filling it in, one comment a line.
    pub notes: Vec<String>,
}

/// What stands at a field to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A text, a word or a date.
    Text(String),
    /// Nothing yet, where a text belongs.
    BlankText,
    /// Nothing yet, where a list belongs.
    BlankList,
    /// Nothing yet, where a word or a date belongs.
    Blank,
    /// Fields of its own.
    Fields(Vec<Field>),
}

impl Field {
    /// A field without notes.
    #[must_use]
    pub fn new(name: &'static str, value: Value) -> Self {
        Self { name, value, notes: Vec::new() }
    }

    /// With a note, on one line whatever it says.
    #[must_use]
    pub fn note(mut self, note: impl AsRef<str>) -> Self {
        self.notes.push(visible(note.as_ref()).into_owned());
        self
    }
}

impl Value {
    /// Whether a person has to fill it in.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        matches!(self, Self::Blank | Self::BlankText | Self::BlankList)
    }
}

impl Record {
    /// The records as a list of YAML, the dashes behind `margin`.
    #[must_use]
    pub fn list(records: &[Self], margin: &str) -> String {
        let mut out = String::new();
        for record in records {
            super::yaml::write(record, margin, 2, "\n", &mut out);
        }
        out
    }

    /// A file of Markdown: some fields in its front matter, then a heading for each of the others, with nothing below it.
    /// What there is to say of them stands in the front matter, because all that stands below a heading counts as said.
    #[must_use]
    pub fn markdown(&self, headings: &[(&'static str, &str)]) -> String {
        let heading = |field: &Field| headings.iter().find(|(name, _)| *name == field.name).map(|(_, words)| *words);
        let mut out = "---\n".to_owned();
        for field in &self.fields {
            match heading(field) {
                None => super::yaml::write_field(field, "", "\n", &mut out),
                Some(words) => {
                    field.notes.iter().for_each(|note| out.push_str(&format!("# ## {words}: {note}\n")));
                }
            }
        }
        out.push_str("---\n");
        for words in self.fields.iter().filter_map(heading) {
            out.push_str(&format!("\n## {words}\n"));
        }
        out
    }
}
