//! Texts of policies: most stand in the binary, where nobody need copy them.

use std::borrow::{Borrow, Cow};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Deref;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A text that a policy says: a piece of the binary, or one that was read.
///
/// Stored, it is where it stands in the [`Pool`] it was stored with; in JSON it is a string.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Str(Cow<'static, str>);

/// The texts of stored values, each once, one behind the other.
#[derive(Debug, Default)]
pub struct Pool {
    text: String,
    places: BTreeMap<String, (u32, u32)>,
}

thread_local! {
    /// The texts from which stored values are being read.
    static READ: Cell<&'static str> = const { Cell::new("") };
    /// The texts with which values are being stored.
    static WRITTEN: RefCell<Pool> = RefCell::default();
}

impl Pool {
    /// Runs `store`, and adds the texts of every value that it serializes.
    pub fn while_storing<T>(&mut self, store: impl FnOnce() -> T) -> T {
        WRITTEN.with_borrow_mut(|written| std::mem::swap(written, self));
        let value = store();
        WRITTEN.with_borrow_mut(|written| std::mem::swap(written, self));
        value
    }

    /// All of them.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    fn place(&mut self, text: &str) -> (u32, u32) {
        if let Some(place) = self.places.get(text) {
            return *place;
        }
        // INVARIANT: the texts of all policies are far below 4 GiB.
        let place = (self.text.len() as u32, text.len() as u32);
        self.text.push_str(text);
        self.places.insert(text.to_owned(), place);
        place
    }
}

impl Str {
    /// Runs `read` so that every text it deserializes is a piece of `pool`.
    pub fn while_reading<T>(pool: &'static str, read: impl FnOnce() -> T) -> T {
        let before = READ.replace(pool);
        let value = read();
        READ.set(before);
        value
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Serialize for Str {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            return serializer.serialize_str(self);
        }
        WRITTEN.with_borrow_mut(|written| written.place(self)).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Str {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            return String::deserialize(deserializer).map(Self::from);
        }
        let (start, length) = <(u32, u32)>::deserialize(deserializer)?;
        let (start, length) = (start as usize, length as usize);
        let text = READ.get().get(start..start.saturating_add(length));
        text.map(|text| Self(Cow::Borrowed(text))).ok_or_else(|| D::Error::custom("no such text"))
    }
}

impl Deref for Str {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Str {
    fn as_ref(&self) -> &str {
        self
    }
}

impl Borrow<str> for Str {
    fn borrow(&self) -> &str {
        self
    }
}

impl fmt::Debug for Str {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl fmt::Display for Str {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl From<String> for Str {
    fn from(text: String) -> Self {
        Self(Cow::Owned(text))
    }
}

impl From<&str> for Str {
    fn from(text: &str) -> Self {
        Self(Cow::Owned(text.to_owned()))
    }
}

impl From<&String> for Str {
    fn from(text: &String) -> Self {
        Self(Cow::Owned(text.clone()))
    }
}

impl From<Str> for String {
    fn from(text: Str) -> Self {
        text.0.into_owned()
    }
}

impl PartialEq<str> for Str {
    fn eq(&self, other: &str) -> bool {
        **self == *other
    }
}

impl PartialEq<&str> for Str {
    fn eq(&self, other: &&str) -> bool {
        **self == **other
    }
}

impl PartialEq<String> for Str {
    fn eq(&self, other: &String) -> bool {
        **self == **other
    }
}

impl PartialEq<Str> for String {
    fn eq(&self, other: &Str) -> bool {
        **self == **other
    }
}

impl PartialEq<Str> for str {
    fn eq(&self, other: &Str) -> bool {
        *self == **other
    }
}

impl PartialEq<Str> for &str {
    fn eq(&self, other: &Str) -> bool {
        **self == **other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_read_from_the_pool_they_were_stored_with() {
        let texts = [Str::from("審査"), Str::from(""), Str::from("a"), Str::from("審査")];
        let mut pool = Pool::default();
        let bytes = pool.while_storing(|| postcard::to_allocvec(&texts)).unwrap();
        assert_eq!(pool.text(), "審査a");
        assert_eq!(serde_json::to_string(&texts[0]).unwrap(), "\"審査\"");
        assert_eq!(serde_json::from_str::<Str>("\"審査\"").unwrap(), texts[0]);
        let text: &'static str = Box::leak(pool.text().to_owned().into_boxed_str());
        let read: [Str; 4] = Str::while_reading(text, || postcard::from_bytes(&bytes)).unwrap();
        assert_eq!(read, texts);
        assert!(matches!(read.last(), Some(Str(Cow::Borrowed(_)))));
        assert!(postcard::from_bytes::<[Str; 4]>(&bytes).is_err(), "outside of its pool there is no such text");
    }
}
