use server::import::Target;

use crate::desk::{Desk, counts};

const PLACES: &str = "code,parent,kind,name,floor_area_m2,use\n\
    town,,city,Ville,,\n\
    a,town,site,\"École « Louise, Michel »\",1200.5,enseignement\n";

#[tokio::test]
async fn places_twice_change_nothing_and_edits_are_seen() {
    let desk = Desk::new().await;
    assert_eq!(
        counts(&desk.good(Target::Places, PLACES).await),
        [2, 0, 0, 0]
    );
    assert_eq!(
        counts(&desk.good(Target::Places, PLACES).await),
        [0, 0, 2, 0]
    );
    let edited = PLACES.replace("1200.5", "1300");
    assert_eq!(
        counts(&desk.good(Target::Places, &edited).await),
        [0, 1, 1, 0]
    );
    let places = desk.store.places().await.expect("places");
    let school = places
        .iter()
        .find(|p| p.code.as_str() == "a")
        .expect("there");
    assert_eq!(school.name, "École « Louise, Michel »");
    assert_eq!(school.number("floor_area_m2"), Some(1300.0));
    assert_eq!(school.text("use"), Some("enseignement"));
}

#[tokio::test]
async fn faults_of_places_name_line_and_field_and_spare_the_others() {
    for (line, field, reason) in [
        ("b c,town,site,B,,", Some("code"), "code `b c` is not valid"),
        (
            "b,nowhere,site,B,,",
            Some("parent"),
            "parent `nowhere` of place `b` does not exist",
        ),
        ("b,b,site,B,,", Some("parent"), "would be part of itself"),
        ("b,,site,B,,", Some("parent"), "`town` is already the city"),
        ("b,town,,B,,", Some("kind"), "is empty"),
        ("b,town,Site,B,,", Some("kind"), "is no kind"),
        ("b,town,site,,,", Some("name"), "is empty"),
        (
            "b,town,site,B,\"1 200,5\",",
            Some("floor_area_m2"),
            "is not a number from 0",
        ),
        (
            "b,town,site,B,-3,",
            Some("floor_area_m2"),
            "is not a number from 0",
        ),
        ("a,town,site,A,,", Some("code"), "already in line 3"),
        (
            "b,town,site,B,",
            None,
            "expected 6 cells as in the header, found 5",
        ),
        ("b,town,site,\"B,,", None, "unterminated quote"),
    ] {
        let desk = Desk::new().await;
        let report = desk
            .text(Target::Places, format!("{PLACES}{line}\nz,a,meter,Z,,\n"))
            .await;
        assert_eq!(counts(&report), [3, 0, 0, 1], "{line}");
        let fault = &report.first_set_aside[0];
        assert!(fault.reason.contains(reason), "{line}: {}", fault.reason);
        assert_eq!((fault.line, fault.field.as_deref()), (4, field), "{line}");
        assert!(fault.source.ends_with("file.csv") && !report.succeeded());
        let kept = desk.store.quarantined(0, 10).await.expect("lines");
        assert_eq!(&kept[0].line, fault);
        assert!(
            kept[0].line.raw.starts_with("code,parent,kind,name,"),
            "{:?}",
            kept[0]
        );
    }
}

#[tokio::test]
async fn files_that_are_no_table_are_refused_with_a_remedy() {
    let desk = Desk::new().await;
    for (content, reason) in [
        (
            &b""[..],
            "the file is empty: it needs at least the header code,parent,kind,name",
        ),
        (
            b"code;parent;kind;name\n",
            "line 1: the header is delimited by `;`, expected `,`",
        ),
        (
            b"code,parent,kind\n",
            "column `name` is missing from the header; found: code, parent, kind",
        ),
        (
            b"code,parent,kind,name,name\n",
            "column `name` appears twice in the header (columns 4 and 5)",
        ),
        (
            b"code,parent,kind,name,Surface (m2)\n",
            "unknown column `Surface (m2)`",
        ),
        (
            b"code,parent,kind,name\na,,city,\xc9cole\n",
            "byte 30 (line 2) is not UTF-8: save the file as UTF-8",
        ),
        (b"\xff\xfec\0o\0", "it looks like UTF-16"),
    ] {
        let report = desk.text(Target::Places, content).await;
        assert_eq!(report.refused.len(), 1, "{reason}");
        assert!(
            report.refused[0].reason.contains(reason),
            "{}",
            report.refused[0].reason
        );
        assert!(report.refused[0].file.ends_with("file.csv"));
    }
    for (path, reason) in [
        (desk.folder.path().join("none.csv"), "no such file"),
        (desk.folder.path().to_path_buf(), "is a directory"),
        (
            desk.write("all.tar.xz", "x"),
            "is an archive: extract it with `tar xf`",
        ),
        (
            desk.write("all.xlsx", "x"),
            "is a spreadsheet: import it with a mapping",
        ),
    ] {
        let report = desk
            .files(Target::Places, vec![path], None)
            .await
            .expect("answered");
        assert!(
            report.refused[0].reason.contains(reason),
            "{}",
            report.refused[0].reason
        );
    }
    assert!(desk.store.places().await.expect("places").is_empty());
}

#[tokio::test]
async fn a_foreign_table_is_read_through_a_mapping() {
    let desk = Desk::new().await;
    let mapping = desk.write(
        "m.toml",
        r#"
        [file]
        encoding = "latin1"
        delimiter = ";"
        decimal = ","
        [city]
        code = "ville"
        name = "Ville"
        [columns]
        code = "ec-{Numéro}"
        parent = "{city}"
        kind = "{Type:kinds}"
        name = "{Nom}"
        floor_area_m2 = "{Surface}"
        [maps.kinds]
        "École" = "site"
        "#,
    );
    let text = "Numéro;Nom;Type;Surface\r\n7;Les Érables;École;1200,5\r\n8;X;Parc;1\r\n";
    let (latin1, _, _) = encoding_rs::WINDOWS_1252.encode(text);
    let file = desk.write("ecoles.csv", latin1);
    let report = desk
        .files(Target::Places, vec![file], Some(mapping))
        .await
        .expect("answered");
    assert_eq!((counts(&report), report.places_declared), ([1, 0, 0, 1], 1));
    let fault = &report.first_set_aside[0];
    assert_eq!((fault.line, fault.field.as_deref()), (3, Some("kind")));
    assert!(
        fault.reason.contains("`Parc` is not in [maps.kinds]"),
        "{}",
        fault.reason
    );
    let places = desk.store.places().await.expect("places");
    let school = places
        .iter()
        .find(|p| p.code.as_str() == "ec-7")
        .expect("there");
    assert_eq!(
        (school.name.as_str(), school.number("floor_area_m2")),
        ("Les Érables", Some(1200.5))
    );
}

#[tokio::test]
async fn faults_of_series_name_line_and_field() {
    let header = "code,place,quantity,unit,kind,step_s,zone,zero_is_missing,rollover_at\n";
    for (line, field, reason) in [
        (
            "x,school-z,electricity,kWh,interval,3600,,,",
            "place",
            "place `school-z` does not exist: import places first",
        ),
        (
            "x y,school-a,electricity,kWh,interval,3600,,,",
            "code",
            "is not valid",
        ),
        (
            "x,school-a,electricity,kWhh,interval,3600,,,",
            "unit",
            "unknown unit `kWhh`",
        ),
        (
            "x,school-a,electricity,m3,interval,3600,,,",
            "unit",
            "do not measure the same thing",
        ),
        (
            "x,school-a,electricity,kWh,counter,3600,,,",
            "kind",
            "use interval, gauge or index",
        ),
        (
            "x,school-a,electricity,kWh,interval,0,,,",
            "step_s",
            "`0` is no step",
        ),
        (
            "x,school-a,electricity,kWh,interval,1h,,,",
            "step_s",
            "`1h` is no step",
        ),
        (
            "x,school-a,electricity,kWh,interval,3600,Europe/Pari,,",
            "zone",
            "unknown time zone",
        ),
        (
            "x,school-a,electricity,kWh,interval,3600,UTC,,",
            "zone",
            "days are cut in Europe/Paris",
        ),
        (
            "x,school-a,electricity,kWh,interval,3600,,perhaps,",
            "zero_is_missing",
            "neither true nor false",
        ),
        (
            "x,school-a,electricity,kWh,interval,3600,,,1000",
            "rollover_at",
            "only an index rolls over",
        ),
        (
            "x,school-a,electricity,kWh,index,3600,,,-1",
            "rollover_at",
            "no positive number",
        ),
        (
            ",school-a,electricity,kWh,interval,3600,,,",
            "code",
            "is empty",
        ),
    ] {
        let desk = Desk::with_schools().await;
        let good = "g,school-c,footfall,1,index,86400,,,100000\n";
        let report = desk
            .text(Target::Series, format!("{header}{line}\n{good}"))
            .await;
        assert_eq!(counts(&report), [1, 0, 0, 1], "{line}");
        let fault = &report.first_set_aside[0];
        assert!(fault.reason.contains(reason), "{line}: {}", fault.reason);
        assert_eq!(
            (fault.line, fault.field.as_deref()),
            (2, Some(field)),
            "{line}"
        );
        assert!(
            report.notes[0].contains("quantity `footfall` is in no theme"),
            "{:?}",
            report.notes
        );
    }
}

#[tokio::test]
async fn a_series_with_readings_keeps_its_unit() {
    let desk = Desk::with_schools().await;
    desk.good(
        Target::Readings,
        "series,at,value\na-elec,2026-01-01T00:00:00Z,1\n",
    )
    .await;
    let header = "code,place,quantity,unit,kind,step_s,zero_is_missing\n";
    let line = "a-elec,school-a,electricity,MWh,interval,3600,true\n";
    let report = desk.text(Target::Series, format!("{header}{line}")).await;
    assert_eq!(counts(&report), [0, 0, 0, 1], "{}", report.complaints());
    let other = header.to_owned() + &line.replace("MWh", "kWh").replace("3600", "1800");
    assert_eq!(
        counts(&desk.good(Target::Series, &other).await),
        [0, 1, 0, 0]
    );
}

#[tokio::test]
async fn services_are_codes_with_a_semicolon_between_them() {
    let header = "code,parent,kind,name,services\nville,,city,Ville,\nmairie,ville,site,Mairie,\n";
    let desk = Desk::new().await;
    let good = format!("{header}a,mairie,counter,Accueil,etat-civil; titres\n");
    assert_eq!(counts(&desk.text(Target::Places, good).await), [3, 0, 0, 0]);
    for services in ["\"etat-civil, titres\"", "etat civil", "titres;;familles"] {
        let line = format!("{header}b,mairie,counter,Accueil,{services}\n");
        let report = desk.text(Target::Places, line).await;
        let fault = &report.first_set_aside[0];
        assert_eq!(fault.field.as_deref(), Some("services"), "{services}");
        assert!(
            fault.reason.contains("etat-civil;titres"),
            "{}",
            fault.reason
        );
    }
}
