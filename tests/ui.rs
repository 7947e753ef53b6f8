//! Every folder of `tests/ui/<area>/<case>` is a small repository with what a person sees of it, in both languages.
//!
//! A missing snapshot fails. After a change: `cargo insta review`, and read what is accepted.
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

use tadashi::text::Lang;

#[test]
fn reports() {
    let cases = common::ui_cases();
    assert!(!cases.is_empty());
    for case in cases {
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(&case);
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.set_description(common::name(&case));
        settings.bind(|| {
            for (lang, name) in [(Lang::En, "report"), (Lang::Ja, "report.ja")] {
                let checked = common::check(&case, Some(lang));
                let exit = checked.report.exit_code(checked.fail_on);
                let text = common::write(&checked, "graphical");
                insta::assert_snapshot!(name, format!("{text}\nexit {exit}"));
            }
        });
    }
}
