use sqlx::AssertSqlSafe;

/// Rows of one statement; the rest of a list goes one by one.
pub(super) const ROWS: usize = 32;

/// `INSERT` of that many rows; `head` ends before `VALUES`, `tail` follows the rows.
pub(super) fn insert(head: &str, columns: usize, rows: usize, tail: &str) -> AssertSqlSafe<String> {
    let row = format!("({})", vec!["?"; columns].join(","));
    // Safe: made of literals of this module's callers and question marks.
    AssertSqlSafe(format!(
        "{head} VALUES {} {tail}",
        vec![row; rows].join(",")
    ))
}

/// How a list is cut into statements: full ones, then single rows.
pub(super) fn cut<T>(items: &[T]) -> impl Iterator<Item = &[T]> {
    let (full, rest) = items.split_at(items.len() / ROWS * ROWS);
    full.chunks(ROWS).chain(rest.chunks(1))
}
