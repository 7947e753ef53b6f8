//! regorus ships no program: this one judges every `.yaml` below a folder by a Rego policy and prints a line
//! `RULE PATH` for each finding. usage: `peer-regorus POLICY FOLDER THREADS`

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use regorus::{Engine, Value};

type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [policy, folder, threads] = arguments.as_slice() else {
        return Err("usage: peer-regorus POLICY FOLDER THREADS".into());
    };
    let mut engine = Engine::new();
    engine.add_policy_from_file(policy)?;
    let mut files = Vec::new();
    find(Path::new(folder), &mut files)?;
    let next = AtomicUsize::new(0);
    let outputs = std::thread::scope(|scope| {
        let workers: Vec<_> =
            (0..threads.parse()?).map(|_| scope.spawn(|| judge(engine.clone(), &files, &next))).collect();
        workers.into_iter().map(|worker| worker.join().map_err(|_| "a thread panicked")?).collect::<Outcome<Vec<_>>>()
    })?;
    print!("{}", outputs.concat());
    Ok(())
}

fn find(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            find(&entry.path(), files)?;
        } else if entry.path().extension().is_some_and(|extension| extension == "yaml") {
            files.push(entry.path());
        }
    }
    Ok(())
}

fn judge(mut engine: Engine, files: &[PathBuf], next: &AtomicUsize) -> Outcome<String> {
    let mut output = String::new();
    while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
        engine.set_input(Value::from_yaml_str(&std::fs::read_to_string(file)?)?);
        let findings = engine.eval_rule("data.twenty.findings".to_owned())?;
        for finding in findings.as_set()? {
            writeln!(output, "{} {}", finding[0].as_string()?, file.display())?;
        }
    }
    Ok(output)
}
