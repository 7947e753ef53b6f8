//! Looking through folders by several threads. A folder costs its listing, a file that nobody wants nothing more.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, Scope};

use super::beneath::{Beneath, Buffer, Entry};
use super::ignored::{self, Rules};
use super::slashed;
use crate::workspace::{Problem, Search, Walked};

/// Folders that wait before another thread is worth its start.
const WORTH_A_THREAD: usize = 16;

/// Folders that a thread takes at once, at most.
const AT_ONCE: usize = 16;

/// A folder to be looked through, and the rules that hold where it stands.
pub(super) struct Folder {
    pub(super) path: PathBuf,
    pub(super) rules: Rules,
}

/// Everything wanted in a folder and below it, in no order.
pub(super) fn walk(beneath: &Beneath, first: Folder, search: &Search<'_>) -> Walked {
    let state = State { waiting: vec![first], busy: 0, idle: 0, shared: false, found: Walked::default() };
    let queue = Queue { beneath, search, state: Mutex::new(state), changed: Condvar::new() };
    thread::scope(|scope| queue.work(scope));
    queue.state.into_inner().unwrap_or_else(PoisonError::into_inner).found
}

struct Queue<'a> {
    beneath: &'a Beneath,
    search: &'a Search<'a>,
    state: Mutex<State>,
    changed: Condvar,
}

struct State {
    waiting: Vec<Folder>,
    /// Threads that look through folders, which may hold more.
    busy: usize,
    /// Threads that wait for folders.
    idle: usize,
    /// Whether other threads were started.
    shared: bool,
    found: Walked,
}

impl Queue<'_> {
    fn work<'scope>(&'scope self, scope: &'scope Scope<'scope, '_>) {
        let mut worker = Worker { queue: self, buffer: Buffer::new(), text: String::new(), found: Walked::default() };
        let (mut mine, mut more) = (Vec::new(), Vec::new());
        let mut state = self.lock();
        loop {
            let waiting = state.waiting.len();
            if waiting == 0 {
                if state.busy == 0 {
                    break;
                }
                state.idle += 1;
                state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
                state.idle -= 1;
                continue;
            }
            // Some at once, so that threads seldom wait for each other, and never all.
            mine.extend(state.waiting.drain(waiting - (waiting / 4).clamp(1, AT_ONCE)..));
            state.busy += 1;
            drop(state);
            for folder in mine.drain(..) {
                worker.look(folder, &mut more);
            }
            state = self.lock();
            state.busy -= 1;
            state.waiting.append(&mut more);
            if state.idle > 0 && (!state.waiting.is_empty() || state.busy == 0) {
                self.changed.notify_all();
            }
            if state.waiting.len() >= WORTH_A_THREAD && !state.shared {
                let threads = self.search.threads.or_else(|| thread::available_parallelism().ok());
                for _ in 1..threads.map_or(1, NonZeroUsize::get) {
                    // A thread that cannot be had is done without.
                    let _ = thread::Builder::new().spawn_scoped(scope, || self.work(scope));
                }
                state.shared = true;
            }
        }
        let Walked { paths, odd, noted, hides, problems, .. } = worker.found;
        state.found.hides |= hides;
        state.found.paths.extend(paths);
        state.found.odd.extend(odd);
        state.found.noted.extend(noted);
        state.found.problems.extend(problems);
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

struct Worker<'a> {
    queue: &'a Queue<'a>,
    buffer: Buffer,
    /// The path of the entry that is looked at.
    text: String,
    found: Walked,
}

impl Worker<'_> {
    fn look(&mut self, Folder { path: folder, rules }: Folder, more: &mut Vec<Folder>) {
        let Queue { beneath, search: Search { wanted, ignored, .. }, .. } = self.queue;
        let unicode = slashed(&folder);
        self.text.clear();
        if let Some(path) = unicode.as_ref().filter(|path| !path.is_empty()) {
            self.text.push_str(path);
            self.text.push('/');
        }
        let before = self.text.len();
        let text = &mut self.text;
        let (mut files, mut odd, mut folders, mut has_rules) = (Vec::new(), Vec::new(), Vec::new(), false);
        let mut unnamed = Vec::new();
        let noted = &mut self.found.noted;
        let listed = beneath.list(&folder, &mut self.buffer, &mut |name, entry| {
            if name == ".git" {
                return;
            }
            has_rules |= !ignored && entry == Entry::File && name == ignored::FILE;
            if entry == Entry::Folder {
                folders.push(folder.join(name));
            }
            let (Some(_), shown) = (&unicode, name.to_string_lossy()) else { return };
            text.truncate(before);
            text.push_str(&shown);
            let Some(name) = name.to_str() else {
                if entry != Entry::Folder && wanted.takes(text) {
                    unnamed.push(text.clone());
                }
                return;
            };
            if wanted.notes(name) {
                noted.push(text.clone());
            }
            if entry == Entry::File {
                if wanted.takes(text) {
                    files.push(text.clone());
                }
            } else if wanted.is_odd(text, entry == Entry::Folder) || entry == Entry::Other && wanted.leads_on(text) {
                odd.push((text.clone(), entry));
            }
        });
        if let Err(error) = listed {
            self.found.problems.push(unreadable(&folder, &error));
        }
        let rules = if has_rules { rules.with(beneath, &folder, &mut self.found.problems) } else { rules };
        let found = files.len();
        files.retain(|path| !rules.ignore(Path::new(path), false));
        self.found.hides |= files.len() < found;
        unnamed.retain(|path| !rules.ignore(Path::new(path), false));
        self.found.problems.extend(unnamed.into_iter().map(|path| Problem::NotUnicode { path }));
        odd.retain(|(path, entry)| !rules.ignore(Path::new(path), *entry == Entry::Folder));
        self.found.paths.append(&mut files);
        self.found.odd.extend(odd.into_iter().map(|(path, _)| path));
        for path in folders {
            let text = slashed(&path);
            let lossy = path.to_string_lossy();
            if !wanted.enters(text.as_deref().unwrap_or(&lossy)) {
                continue;
            }
            if rules.ignore(&path, true) {
                self.found.hides = true;
                continue;
            }
            // A file of such a name is not one that anything could name; a folder may hold one that is.
            if text.is_none() {
                self.found.problems.push(Problem::NotUnicode { path: lossy.into_owned() });
            }
            more.push(Folder { path, rules: rules.clone() });
        }
    }
}

fn unreadable(folder: &Path, error: &std::io::Error) -> Problem {
    Problem::Unreadable { path: folder.to_string_lossy().into_owned(), kind: error.kind() }
}
