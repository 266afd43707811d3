use std::path::PathBuf;

use server::import::{Report, Target};
use server::store::SurveyResult;

use crate::desk::{Desk, counts};
use crate::real_data::{data, mapping};

/// Percent not satisfied with the wait at a counter, by year, with the answers.
async fn waiting(desk: &Desk, counter: &str) -> Vec<(i16, i64, Option<u32>)> {
    let counter = counter.parse().expect("a code");
    let all = desk.store.survey_results(counter).await.expect("reads");
    let waits = |result: &&SurveyResult| {
        ["prestation-attente", "accueil-attente"].contains(&result.criterion.as_str())
    };
    all.iter()
        .filter(waits)
        .map(|result| {
            let percent = format!("{:.0}", 100.0 * result.dissatisfied);
            (
                result.year,
                percent.parse().expect("a number"),
                result.answers,
            )
        })
        .collect()
}

async fn qualiville(desk: &Desk, file: PathBuf, year: u16) -> Report {
    let mapping = mapping(&format!("qualiville-{year}.toml"));
    let report = desk.files(Target::Survey, vec![file], mapping).await;
    report.expect("the store answers")
}

#[tokio::test]
async fn four_untidy_workbooks_tell_one_story_of_waiting() {
    let desk = Desk::new().await;
    let places = mapping("qualiville-places.csv").expect("shipped");
    let report = desk.files(Target::Places, vec![places], None).await;
    assert!(report.expect("the store answers").succeeded());
    for (year, end) in [(2009, "xls"), (2010, "xls"), (2011, "xls"), (2012, "xlsx")] {
        let name = format!("VilleMTP_MTP_QVEnquete_{year}.{end}");
        let Some(file) = data(&format!("reception/montpellier_qualiville/{name}")) else {
            return;
        };
        let report = qualiville(&desk, file.clone(), year).await;
        assert!(report.succeeded(), "{}", report.complaints());
        assert!(report.outcome.added > 100, "{year}: {:?}", report.outcome);
        let again = qualiville(&desk, file, year).await;
        assert_eq!(counts(&again), [0, 0, report.outcome.added, 0], "{year}");
    }
    // The row of 2012 has no answers: nothing is known, which is neither 0 % nor a wait.
    let mosson = waiting(&desk, "vie-quotidienne-mosson").await;
    let expected = [
        (2009, 3, Some(99)),
        (2010, 21, Some(14)),
        (2011, 57, Some(7)),
    ];
    assert_eq!(mosson, expected);
    let hall = waiting(&desk, "vie-quotidienne-hdv").await;
    let percents: Vec<i64> = hall.iter().map(|(_, percent, _)| *percent).collect();
    assert_eq!(percents, [25, 26, 11, 16]);
    // Nobody was asked there in 2010: 0 % of 0 answers is no result.
    let education = waiting(&desk, "education").await;
    assert!(
        education.iter().all(|(year, _, _)| *year != 2010),
        "{education:?}"
    );
}

const PLACES: &str = "code,parent,kind,name\naccueil,school-a,counter,Accueil\n";

#[tokio::test]
async fn results_are_taken_once_and_bad_ones_named() {
    let desk = Desk::with_schools().await;
    desk.good(Target::Places, PLACES).await;
    let text = "counter,year,criterion,dissatisfied,answers\n\
         accueil,2019,attente,0.214,14\n\
         accueil,2019,accueil,0.1,\n";
    assert_eq!(counts(&desk.good(Target::Survey, text).await), [2, 0, 0, 0]);
    assert_eq!(counts(&desk.good(Target::Survey, text).await), [0, 0, 2, 0]);
    let bad = "counter,year,criterion,dissatisfied,answers\n\
         accueil,2019,attente,21.4,14\n\
         accueil,2999,attente,0.2,14\n\
         accueil,2019,Délai d’attente,0.2,14\n\
         accueil,2019,attente,0,0\n";
    let complaints = desk.text(Target::Survey, bad).await.complaints();
    for said in [
        "file.csv:2: dissatisfied: 21.4 is no share from 0 to 1: divide percent by 100",
        "file.csv:3: year: 2999 is not between 1990 and ",
        "file.csv:4: criterion: `Délai d’attente`: write at most 48 small letters",
        "file.csv:5: answers: is 0: a share of nobody says nothing",
    ] {
        assert!(complaints.contains(said), "{said} in {complaints}");
    }
}

#[tokio::test]
async fn a_table_that_crosses_rows_with_columns_keeps_its_line_numbers() {
    let desk = Desk::with_schools().await;
    desk.good(Target::Places, PLACES).await;
    let mapping = "[file]\ndelimiter = \";\"\ndecimal = \",\"\n\
         [file.matrix]\nheader_rows = 2\nbelow = \"n\"\n\
         [columns]\ncounter = \"{row:counters}\"\nyear = \"2019\"\n\
         criterion = \"{column:criteria}\"\ndissatisfied = \"{cell}\"\nanswers = \"{below}\"\n\
         [maps.counters]\n\"Accueil\" = \"accueil\"\n\"*\" = \"nowhere\"\n\
         [maps.criteria]\n\"Téléphone / Accueil\" = \"telephone-accueil\"\n\
         \"Guichet / Attente\" = \"attente\"\n\"Guichet / Accueil\" = \"accueil\"\n";
    let text = ";Téléphone;Guichet;\n;Accueil;Attente;Accueil\n\
         Accueil;0,1;0,25;\nn;10;12;\n;;;\nGare;;0,5;0,5\n";
    let file = desk.write("enquete.csv", text);
    let mapping = desk.write("m.toml", mapping);
    let report = desk.files(Target::Survey, vec![file], Some(mapping)).await;
    let report = report.expect("the store answers");
    assert_eq!(counts(&report), [2, 0, 0, 2], "{}", report.complaints());
    assert!(
        report
            .complaints()
            .contains("enquete.csv:6: counter: there is no counter `nowhere`"),
        "{}",
        report.complaints()
    );
    let counter = "accueil".parse().expect("a code");
    let stored = desk.store.survey_results(counter).await.expect("reads");
    let said: Vec<_> = stored
        .iter()
        .map(|r| (r.criterion.as_str(), r.dissatisfied, r.answers))
        .collect();
    assert_eq!(
        said,
        [
            ("attente", 0.25, Some(12)),
            ("telephone-accueil", 0.1, Some(10))
        ]
    );
}
