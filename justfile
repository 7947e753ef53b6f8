# The habits of this project. `just` alone lists them.

default:
    @just --list

# everything that CI runs
ci:
    .ci/run

# all tests
test:
    cargo test

# formatting and lints
lint:
    cargo fmt --check
    cargo clippy --all-targets -- -D warnings

# dependencies with known advisories; needs the advisory database
advisories:
    cargo deny check advisories

# look at changed snapshots before they are accepted: needs cargo-insta
review:
    cargo insta review

# the smallest binary, for a release
dist:
    cargo build --profile dist

# the time of each stage for 1, 100 and 2,000 manifests, beside a parse-only floor of the same run
bench:
    cargo bench --bench stages

# the twenty rules, judged by this tool and by three others: needs python3, and once the network
bench-peers N="2000":
    benches/bench-peers {{N}}

# the instructions that three fixed pieces of work take, beside those that were recorded: needs valgrind
instructions *record:
    benches/instructions {{record}}

# print the pages under docs/ that are made from the code
docs:
    TADASHI_WRITE_DOCS=1 cargo test --test docs --test pack_readmes

# write the expected output of every example anew; read the difference before committing
examples:
    TADASHI_WRITE_EXPECTED=1 cargo test --test examples

# give a target (policy, manifest_yaml, manifest_json, manifest_toml, manifest_md, check) bytes of every kind: needs cargo-fuzz
fuzz TARGET SECONDS="1800":
    fuzz/run {{TARGET}} {{SECONDS}}
