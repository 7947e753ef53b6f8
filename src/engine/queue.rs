//! Work on several threads whose results are taken in order.
//!
//! The thread that asks works too, and takes each result as soon as all before it are taken. Threads run ahead of it by
//! no more than [`AHEAD`] tasks, so that memory does not grow with their number.

use std::collections::VecDeque;
use std::io;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// Tasks that may be begun before the first of them is taken.
const AHEAD: usize = 64;

/// Does the work of all tasks on so many threads, and takes the results in the order of the tasks.
///
/// # Errors
/// Whatever the taking fails with; what is left is not begun then.
pub(super) fn work_all<T: Sync, R: Send>(
    tasks: &[T],
    threads: usize,
    work: &(dyn Fn(&T) -> R + Sync),
    take: &mut dyn FnMut(&T, R) -> io::Result<()>,
) -> io::Result<()> {
    let state = State { begun: 0, taken: 0, ahead: VecDeque::new(), stopped: false };
    let queue = Queue { tasks, work, state: Mutex::new(state), changed: Condvar::new() };
    thread::scope(|scope| {
        let _stop = Stop { queue: &queue, is_leader: true };
        for _ in 1..threads.min(tasks.len()) {
            // A thread that cannot be had is done without.
            let _ = thread::Builder::new().spawn_scoped(scope, || queue.help());
        }
        queue.lead(take)
    })
}

struct Queue<'a, T, R> {
    tasks: &'a [T],
    work: &'a (dyn Fn(&T) -> R + Sync),
    state: Mutex<State<R>>,
    changed: Condvar,
}

struct State<R> {
    /// Tasks that were begun: the first ones.
    begun: usize,
    /// Tasks whose results were taken: the first of these.
    taken: usize,
    /// What the others came to, none where that is not known yet.
    ahead: VecDeque<Option<R>>,
    /// Whether no more is to be begun.
    stopped: bool,
}

impl<R> State<R> {
    /// The next task, if it may be begun now.
    fn begin(&mut self, tasks: usize) -> Option<usize> {
        if self.stopped || self.begun == tasks || self.ahead.len() == AHEAD {
            return None;
        }
        self.ahead.push_back(None);
        self.begun += 1;
        Some(self.begun - 1)
    }
}

impl<T, R> Queue<'_, T, R> {
    /// Works until nothing is left to begin.
    fn help(&self) {
        let _stop = Stop { queue: self, is_leader: false };
        let mut state = self.lock();
        while !state.stopped && state.begun < self.tasks.len() {
            state = match state.begin(self.tasks.len()) {
                Some(index) => self.work(index, state),
                None => self.wait(state),
            };
        }
    }

    /// Works too, and takes every result.
    fn lead(&self, take: &mut dyn FnMut(&T, R) -> io::Result<()>) -> io::Result<()> {
        let mut state = self.lock();
        while !state.stopped && state.taken < self.tasks.len() {
            if state.ahead.front().is_some_and(Option::is_some) {
                let (index, result) = (state.taken, state.ahead.pop_front().flatten());
                state.taken += 1;
                drop(state);
                self.changed.notify_all();
                if let (Some(task), Some(result)) = (self.tasks.get(index), result) {
                    take(task, result)?;
                }
                state = self.lock();
                continue;
            }
            state = match state.begin(self.tasks.len()) {
                Some(index) => self.work(index, state),
                None => self.wait(state),
            };
        }
        Ok(())
    }

    /// Does a task that was begun.
    fn work<'s>(&'s self, index: usize, state: MutexGuard<'s, State<R>>) -> MutexGuard<'s, State<R>> {
        drop(state);
        let result = self.tasks.get(index).map(self.work);
        let mut state = self.lock();
        let place = index - state.taken;
        if let Some(known) = state.ahead.get_mut(place) {
            *known = result;
        }
        if place == 0 {
            self.changed.notify_all();
        }
        state
    }

    fn lock(&self) -> MutexGuard<'_, State<R>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'s>(&self, state: MutexGuard<'s, State<R>>) -> MutexGuard<'s, State<R>> {
        self.changed.wait(state).unwrap_or_else(PoisonError::into_inner)
    }
}

/// Ends the work of the others: when the leader ends, and where a thread fails, which the leader would wait for.
struct Stop<'a, T, R> {
    queue: &'a Queue<'a, T, R>,
    is_leader: bool,
}

impl<T, R> Drop for Stop<'_, T, R> {
    fn drop(&mut self) {
        if self.is_leader || thread::panicking() {
            self.queue.lock().stopped = true;
            self.queue.changed.notify_all();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(number: usize, threads: usize) -> Vec<usize> {
        let tasks: Vec<usize> = (0..number).collect();
        let mut taken = Vec::new();
        let work = |task: &usize| {
            // Later tasks are done sooner.
            (0..(number - task) * 50).for_each(|turn| drop(std::hint::black_box(turn.to_string())));
            task * 2
        };
        work_all(&tasks, threads, &work, &mut |task, result| {
            assert_eq!(result, task * 2);
            taken.push(*task);
            Ok(())
        })
        .unwrap();
        taken
    }

    #[test]
    fn results_are_taken_in_order_and_all_of_them() {
        for number in [0, 1, 2, AHEAD, 3 * AHEAD + 1] {
            for threads in [1, 2, 3, 200] {
                assert_eq!(all(number, threads), (0..number).collect::<Vec<_>>(), "{number} on {threads}");
            }
        }
    }

    #[test]
    fn nothing_is_begun_behind_a_failure() {
        let tasks: Vec<usize> = (0..10 * AHEAD).collect();
        let begun = Mutex::new(0);
        let work = |task: &usize| {
            *begun.lock().unwrap() += 1;
            *task
        };
        let mut take = |_: &usize, result: usize| if result == 3 { Err(io::Error::other("full")) } else { Ok(()) };
        assert_eq!(work_all(&tasks, 3, &work, &mut take).unwrap_err().to_string(), "full");
        let begun = *begun.lock().unwrap();
        assert!(begun <= 4 + AHEAD, "{begun}");
    }

    #[test]
    #[should_panic(expected = "a scoped thread panicked")]
    fn a_thread_that_fails_keeps_nobody_waiting() {
        let tasks: Vec<usize> = (0..4 * AHEAD).collect();
        let leader = thread::current().id();
        // Only the other thread fails.
        let work = |_: &usize| assert!(thread::current().id() == leader, "failed");
        let mut take = |_: &usize, ()| {
            thread::sleep(std::time::Duration::from_millis(1));
            Ok(())
        };
        let _ = work_all(&tasks, 2, &work, &mut take);
    }
}
