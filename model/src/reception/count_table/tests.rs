use proptest::prelude::*;

use super::*;

const LEAST: u64 = 5;

fn table(rows: &[&[u64]]) -> CountTable {
    CountTable::new(rows.iter().map(|row| row.to_vec()).collect()).expect("rows of one length")
}

/// Every count with what is published of it, totals too.
fn all(published: &PublishedTable) -> Vec<Option<u64>> {
    let mut shown = Vec::new();
    for (row, total) in published.cells.iter().zip(&published.row_totals) {
        shown.extend(row.iter().chain([total]).copied());
    }
    if published.cells.len() > 1 {
        shown.extend(&published.column_totals);
        shown.push(published.total);
    }
    shown
}

/// What somebody with a pencil finds: in each row and column that adds up,
/// bounds of the hidden from the bounds of the others, again and again.
fn rebuild(table: &CountTable, published: &PublishedTable) -> Vec<(i64, i64)> {
    const FAR: i64 = 1 << 40;
    let graph = table.graph();
    let mut bounds: Vec<(i64, i64)> = all(published)
        .into_iter()
        .map(|c| {
            c.map_or((0, FAR), |c| {
                (i64::try_from(c).unwrap(), i64::try_from(c).unwrap())
            })
        })
        .collect();
    let lines: Vec<Vec<usize>> = (0..graph.rows)
        .map(|r| {
            (0..graph.cells.len())
                .filter(|&i| graph.cells[i].row == r)
                .collect()
        })
        .chain((0..graph.columns).map(|c| {
            (0..graph.cells.len())
                .filter(|&i| graph.cells[i].column == c)
                .collect()
        }))
        .collect();
    for _ in 0..50 {
        for line in &lines {
            for &asked in line {
                // asked = ± Σ of the others, as the line adds up to 0
                let (mut low, mut high) = (0, 0);
                for &other in line.iter().filter(|&&o| o != asked) {
                    let same = graph.cells[other].adds == graph.cells[asked].adds;
                    let (l, h) = bounds[other];
                    (low, high) = if same {
                        (low - h, high - l)
                    } else {
                        (low + l, high + h)
                    };
                }
                let known = bounds[asked];
                bounds[asked] = (known.0.max(low), known.1.min(high));
            }
        }
    }
    bounds
}

#[test]
fn a_count_hidden_alone_is_rebuilt() {
    let source = table(&[&[12, 3, 20], &[8, 9, 10]]);
    let mut careless = table(&[&[12, 3, 20], &[8, 9, 10]]).suppress(0);
    careless.cells[0][1] = None;
    assert_eq!(rebuild(&source, &careless)[1], (3, 3));
}

#[test]
fn the_next_smallest_count_covers_the_small_one() {
    let hours = table(&[&[12, 3, 20]]).suppress(LEAST);
    assert_eq!(all(&hours), [None, None, Some(20), Some(35)]);
}

#[test]
fn two_small_counts_that_add_up_to_little_need_a_third() {
    // 17 − 12 = 5: both would be known to be small
    let hours = table(&[&[12, 3, 2]]).suppress(LEAST);
    assert_eq!(all(&hours), [None, None, None, Some(17)]);
}

#[test]
fn a_small_count_in_a_table_is_covered_along_both_ways() {
    let source = table(&[&[3, 20, 30], &[15, 25, 9], &[18, 40, 22]]);
    let published = source.suppress(LEAST);
    let hidden = all(&published).iter().filter(|c| c.is_none()).count();
    assert_eq!(hidden, 4, "{published:?}");
    // the rectangle that loses least: 3, 30, 15 and 9
    assert_eq!(published.cells[0], [None, Some(20), None]);
    assert_eq!(published.cells[1], [None, Some(25), None]);
    assert_eq!(published.row_totals, [Some(53), Some(49), Some(80)]);
}

#[test]
fn nothing_small_hides_nothing() {
    let source = table(&[&[0, 5], &[7, 9]]);
    assert!(all(&source.suppress(LEAST)).iter().all(Option::is_some));
}

#[test]
fn a_lone_count_hides_its_totals_too() {
    let published = table(&[&[0, 3], &[0, 0]]).suppress(LEAST);
    assert_eq!(published.total, None);
    assert_eq!(table(&[&[3]]).suppress(LEAST).row_totals, [None]);
}

#[test]
fn rows_of_different_lengths_are_refused() {
    assert_eq!(CountTable::new(vec![vec![1], vec![1, 2]]), Err(RaggedTable));
    assert_eq!(CountTable::new(vec![]), Err(RaggedTable));
    assert_eq!(CountTable::new(vec![vec![]]), Err(RaggedTable));
}

fn any_table(rows: core::ops::Range<usize>) -> impl Strategy<Value = CountTable> {
    (rows, 1usize..6).prop_flat_map(|(rows, columns)| {
        let count = prop_oneof![Just(0u64), 1u64..6, 6u64..60];
        prop::collection::vec(prop::collection::vec(count, columns), rows)
            .prop_map(|rows| CountTable::new(rows).expect("rows of one length"))
    })
}

proptest! {
    #[test]
    fn no_small_count_can_be_rebuilt_from_the_totals(source in any_table(1..6)) {
        let published = source.suppress(LEAST);
        let bounds = rebuild(&source, &published);
        let graph = source.graph();
        for (cell, (shown, (low, high))) in
            graph.cells.iter().zip(all(&published).into_iter().zip(bounds))
        {
            if (1..LEAST).contains(&cell.count) {
                prop_assert_eq!(shown, None);
                let count = i64::try_from(cell.count).unwrap();
                prop_assert!(low <= count && high >= count + 5, "{low}..{high}");
            }
            prop_assert!(shown.is_none_or(|c| c == cell.count));
        }
    }

    /// The bounds we rely on are those of every table that fits what is published.
    #[test]
    fn the_network_knows_what_trying_every_table_knows(
        counts in prop::collection::vec(0u64..9, 6),
        hidden in prop::collection::vec(any::<bool>(), 6),
    ) {
        let source = table(&[&counts[..3], &counts[3..]]);
        let mut graph = source.graph();
        // totals stay visible: inner cells stand at 0..3 and 4..7
        let inner = [0, 1, 2, 4, 5, 6];
        for (&cell, &hide) in inner.iter().zip(&hidden) {
            graph.cells[cell].hidden = hide;
        }
        let mut extremes = [(u64::MAX, 0u64); 6];
        let row = |r: usize| counts[3 * r..3 * r + 3].iter().sum::<u64>();
        for (a, b) in (0..=row(0)).flat_map(|a| (0..=row(0) - a).map(move |b| (a, b))) {
            let first = [a, b, row(0) - a - b];
            let fits = (0..3).all(|c| first[c] <= counts[c] + counts[c + 3]);
            if !fits {
                continue;
            }
            let tried: Vec<u64> = (0..6)
                .map(|i| if i < 3 { first[i] } else { counts[i - 3] + counts[i] - first[i - 3] })
                .collect();
            if (0..6).all(|i| hidden[i] || tried[i] == counts[i]) {
                for (e, t) in extremes.iter_mut().zip(&tried) {
                    *e = (e.0.min(*t), e.1.max(*t));
                }
            }
        }
        for (i, &cell) in inner.iter().enumerate().filter(|(i, _)| hidden[*i]) {
            let low = counts[i] - graph.slack(cell, false);
            let high = counts[i] + graph.slack(cell, true);
            prop_assert_eq!((low, high), extremes[i]);
        }
    }
}
