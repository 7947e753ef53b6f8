//! What changes between two texts, as the unified diff that `patch` and `git apply` read.

use std::borrow::Cow;

use crate::text::is_hidden;

/// Lines shown around a change.
const CONTEXT: usize = 3;
/// Lines put in and taken out that are looked for between two texts; beyond, the rest is one change.
const MOST_STEPS: usize = 1_000;

/// The diff of a file; a text that is not there is none. Nothing where nothing changes.
#[must_use]
pub fn unified(path: &str, before: Option<&str>, after: Option<&str>) -> String {
    let (old, new) = (lines(before), lines(after));
    let steps = steps(&old, &new);
    if steps.iter().all(|step| step.sign == ' ') {
        return String::new();
    }
    let name =
        |prefix: &str, text: Option<&str>| text.map_or("/dev/null".to_owned(), |_| quoted(&format!("{prefix}{path}")));
    let mut out = format!("--- {}\n+++ {}\n", name("a/", before), name("b/", after));
    // Where the next hunk may begin, and the lines of either text before it.
    let (mut at, mut before) = (0, [0, 0]);
    while let Some(change) = steps.iter().skip(at).position(|step| step.sign != ' ').map(|skip| at + skip) {
        let start = change.saturating_sub(CONTEXT).max(at);
        let mut end = change;
        // A hunk goes on while the next change is nearer than twice the context.
        let mut quiet = 0;
        for (index, step) in steps.iter().enumerate().skip(change) {
            if step.sign == ' ' {
                quiet += 1;
                if quiet > 2 * CONTEXT {
                    break;
                }
            } else {
                quiet = 0;
                end = index;
            }
        }
        let stop = (end + 1 + CONTEXT).min(steps.len());
        let hunk = steps.get(start..stop).unwrap_or_default();
        let count = |sign: char| hunk.iter().filter(|step| step.sign == ' ' || step.sign == sign).count();
        let (gone, come) = (count('-'), count('+'));
        // Between two hunks nothing changes.
        let [old, new] = before.map(|lines: usize| lines + start - at);
        // `patch` counts an empty side from the line before it.
        let side = |from: usize, count: usize| format!("{},{count}", if count == 0 { from } else { from + 1 });
        out.push_str(&format!("@@ -{} +{} @@\n", side(old, gone), side(new, come)));
        before = [old + gone, new + come];
        for step in hunk {
            out.push(step.sign);
            out.push_str(&shown(step.line));
            if !step.line.ends_with('\n') {
                out.push_str("\n\\ No newline at end of file\n");
            }
        }
        at = stop;
    }
    out
}

/// A line without what could steer a terminal; what ends lines and begins files stays, so that the diff can be applied.
fn shown(line: &str) -> Cow<'_, str> {
    let steers = |c: char| is_hidden(c) && !matches!(c, '\n' | '\r' | '\u{FEFF}');
    if !line.chars().any(steers) {
        return Cow::Borrowed(line);
    }
    let escape = |c: char| if steers(c) { c.escape_unicode().to_string() } else { c.to_string() };
    Cow::Owned(line.chars().map(escape).collect())
}

/// A path as `git` writes it where it holds what could steer a terminal.
fn quoted(path: &str) -> String {
    if path.chars().any(|c| is_hidden(c) || c == '"') {
        format!("\"{}\"", path.escape_default())
    } else {
        path.to_owned()
    }
}

fn lines(text: Option<&str>) -> Vec<&str> {
    text.unwrap_or_default().split_inclusive('\n').collect()
}

/// A line that stays (` `), goes (`-`) or comes (`+`).
struct Step<'a> {
    sign: char,
    line: &'a str,
}

/// The way from one text to the other: equal lines at both ends, then the shortest script between (Myers 1986).
fn steps<'a>(old: &[&'a str], new: &[&'a str]) -> Vec<Step<'a>> {
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let most = old.len().min(new.len()) - head;
    let tail = old.iter().rev().zip(new.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
    let (a, b) =
        (old.get(head..old.len() - tail).unwrap_or_default(), new.get(head..new.len() - tail).unwrap_or_default());
    let step = |sign| move |line: &&'a str| Step { sign, line };
    let mut all: Vec<Step<'a>> = old.iter().take(head).map(step(' ')).collect();
    match script(a, b) {
        Some(middle) => all.extend(middle),
        None => {
            all.extend(a.iter().map(step('-')));
            all.extend(b.iter().map(step('+')));
        }
    }
    all.extend(old.iter().skip(old.len() - tail).map(step(' ')));
    all
}

fn script<'a>(a: &[&'a str], b: &[&'a str]) -> Option<Vec<Step<'a>>> {
    let (n, m) = (a.len() as isize, b.len() as isize);
    let most = (a.len() + b.len()).min(MOST_STEPS) as isize;
    let width = (2 * most + 2) as usize;
    // The furthest line of `a` on each diagonal, and how it was after each step.
    let mut furthest = vec![0isize; width];
    let at = |row: &[isize], k: isize| row.get((k + most) as usize).copied().unwrap_or(0);
    let is_down = |row: &[isize], k: isize, d: isize| k == -d || (k != d && at(row, k - 1) < at(row, k + 1));
    let mut trace: Vec<Vec<isize>> = Vec::new();
    let mut found = false;
    'search: for d in 0..=most {
        trace.push(furthest.clone());
        for k in (-d..=d).step_by(2) {
            let mut x = if is_down(&furthest, k, d) { at(&furthest, k + 1) } else { at(&furthest, k - 1) + 1 };
            while x < n && x - k < m && a.get(x as usize) == b.get((x - k) as usize) {
                x += 1;
            }
            if let Some(cell) = furthest.get_mut((k + most) as usize) {
                *cell = x;
            }
            if x >= n && x - k >= m {
                found = true;
                break 'search;
            }
        }
    }
    if !found {
        return None;
    }
    let mut steps = Vec::new();
    let (mut x, mut y) = (n, m);
    for (d, row) in trace.iter().enumerate().rev() {
        let (d, k) = (d as isize, x - y);
        let down = is_down(row, k, d);
        let before = if down { k + 1 } else { k - 1 };
        let (px, py) = (at(row, before), at(row, before) - before);
        while x > px && y > py && x > 0 && y > 0 {
            x -= 1;
            y -= 1;
            steps.push(Step { sign: ' ', line: a.get(x as usize)? });
        }
        if d > 0 {
            if down {
                y -= 1;
                steps.push(Step { sign: '+', line: b.get(y as usize)? });
            } else {
                x -= 1;
                steps.push(Step { sign: '-', line: a.get(x as usize)? });
            }
        }
    }
    steps.reverse();
    Some(steps)
}
