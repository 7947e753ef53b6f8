//! Code blocks of a Markdown page.

/// A fenced block.
#[derive(Debug, PartialEq, Eq)]
pub struct Block {
    /// The word after the fence: `sh`, `yaml`.
    pub kind: String,
    /// What stands in it, each line ended.
    pub text: String,
    /// The line of its first fence, from 1.
    pub line: usize,
}

/// Every fenced block of a page, in its order.
pub fn blocks(page: &str) -> Vec<Block> {
    let mut found: Vec<Block> = Vec::new();
    let mut open = false;
    for (index, line) in page.lines().enumerate() {
        if let Some(kind) = line.strip_prefix("```") {
            open = !open;
            if open {
                found.push(Block { kind: kind.trim().to_owned(), text: String::new(), line: index + 1 });
            }
        } else if let (true, Some(block)) = (open, found.last_mut()) {
            block.text.push_str(line);
            block.text.push('\n');
        }
    }
    found
}
