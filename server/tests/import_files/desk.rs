use std::path::PathBuf;
use std::sync::Arc;

use model::city::{IndicatorCode, PlaceCode, ThemePack};
use model::time::At;
use server::clock::FixedClock;
use server::import::{ImportError, Known, Options, Report, Retried, Target, import, retry};
use server::store::{self, Store};

/// 2026-04-01T00:00:00Z
pub const NOW: At = At::from_seconds(1_775_001_600);

/// A new database and a folder for files.
pub struct Desk {
    pub folder: tempfile::TempDir,
    pub store: Arc<dyn Store>,
    themes: Vec<ThemePack>,
}

/// Schools `a` and `b` used 1 000 and 2 000 kWh in 2019; nothing else is known.
fn measured(indicator: &IndicatorCode, place: &PlaceCode, year: i16) -> Option<f64> {
    match (indicator.as_str(), place.as_str(), year) {
        ("elec_kwh", "school-a", 2019) => Some(1000.0),
        ("elec_kwh", "school-b", 2019) => Some(2000.0),
        _ => None,
    }
}

impl Desk {
    pub async fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let url = format!("sqlite://{}", folder.path().join("town.db").display());
        let themes = [
            include_str!("../../../themes/energie.toml"),
            include_str!("../../../themes/accueil.toml"),
        ];
        Self {
            store: store::open(&url, None).await.expect("a new database"),
            folder,
            themes: themes
                .map(|text| toml::from_str(text).expect("a theme"))
                .into(),
        }
    }

    /// A desk with a city, two schools and their meters.
    pub async fn with_schools() -> Self {
        let desk = Self::new().await;
        desk.good(
            Target::Places,
            "code,parent,kind,name\ntown,,city,Ville\nschool-a,town,site,École A\n\
             school-b,town,site,École B\nschool-c,town,site,École C\n",
        )
        .await;
        desk.good(
            Target::Series,
            "code,place,quantity,unit,kind,step_s,zone,zero_is_missing\n\
             a-elec,school-a,electricity,kWh,interval,3600,,true\n\
             b-elec,school-b,electricity,kWh,interval,3600,Europe/Paris,oui\n",
        )
        .await;
        desk
    }

    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(&path, content).expect("written");
        path
    }

    pub fn known(&self) -> Known<'_> {
        Known {
            themes: &self.themes,
            baseline_of: &measured,
        }
    }

    pub async fn files(
        &self,
        target: Target,
        files: Vec<PathBuf>,
        mapping: Option<PathBuf>,
    ) -> Result<Report, ImportError> {
        let options = Options {
            target,
            files,
            mapping,
            show_progress: false,
        };
        let clock = Arc::new(FixedClock(NOW));
        import(Arc::clone(&self.store), clock, options, &self.known()).await
    }

    pub async fn text(&self, target: Target, text: impl AsRef<[u8]>) -> Report {
        let path = self.write("file.csv", text);
        let report = self.files(target, vec![path], None).await;
        report.expect("the store answers")
    }

    /// Imports a text that has no faults.
    pub async fn good(&self, target: Target, text: &str) -> Report {
        let report = self.text(target, text).await;
        assert!(report.succeeded(), "{}", report.complaints());
        report
    }

    pub async fn retry(&self) -> Retried {
        let retried = retry(&*self.store, NOW, &self.known()).await;
        retried.expect("the store answers")
    }
}

/// What a report did: added, corrected, unchanged, set aside.
pub fn counts(report: &Report) -> [u64; 4] {
    let done = report.outcome;
    [done.added, done.corrected, done.unchanged, done.set_aside]
}
