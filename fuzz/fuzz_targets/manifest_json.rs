#![no_main]
#![allow(dead_code, reason = "each target uses a part of it")]

#[path = "../../tests/common/mod.rs"]
mod common;
#[path = "../../tests/fuzzed/targets.rs"]
mod targets;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| targets::run("manifest_json", bytes));
