//! Every example gives the output that stands beside it.
//!
//! `just examples` writes them anew; the difference is read before it is committed.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::disallowed_methods,
    reason = "a test that cannot read its files, or meets what it does not expect, fails"
)]

mod common;

use std::fs;

use tadashi::calendar::Date;
use tadashi::engine::{self, Options};
use tadashi::workspace::disk::Disk;

#[test]
fn examples_give_their_expected_output() {
    let examples = common::examples();
    assert!(examples.len() >= 4);
    let writes = std::env::var_os("TADASHI_WRITE_EXPECTED").is_some();
    for example in examples {
        let disk = Disk::new(&example).unwrap();
        let options = Options { as_of: Date::parse(common::AS_OF).ok(), ..Options::default() };
        let checked = engine::check(&disk, &[String::new()], &options);
        let exit = checked.report.exit_code(checked.fail_on);
        let text = format!("{}\nexit {exit}\n", common::write(&checked, "graphical").trim_end());
        let path = example.join("expected.txt");
        if writes {
            fs::write(&path, &text).unwrap();
        }
        let expected = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert!(text == expected, "{} differs from its expected.txt:\n{text}", common::name(&example));
    }
}

#[test]
fn every_example_has_a_readme_that_names_its_command() {
    for example in common::examples() {
        let name = example.file_name().unwrap().to_string_lossy().into_owned();
        let readme = fs::read_to_string(example.join("README.md")).unwrap();
        let command = format!("tadashi check examples/{name} --as-of {}", common::AS_OF);
        assert!(readme.contains(&command), "examples/{name}/README.md does not say `{command}`");
    }
}
