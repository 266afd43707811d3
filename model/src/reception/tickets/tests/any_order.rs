use proptest::prelude::*;

use super::*;

prop_compose! {
    /// Events that get in the way of the timeline and of each other: few tickets,
    /// few instants, few numbers, so that contradictions and ties are common.
    fn any_event()(
        ticket in prop::sample::select(&["t", "t", "u", "v"][..]),
        seq in 0u32..20,
        kind in prop::sample::select(&Type::ALL[..]),
        minute in 0i64..110,
        desk in prop::option::of(0u8..2),
        service in prop::option::of(0u8..2),
        due in prop::option::of(0i64..110),
        source in 0u8..2,
    ) -> TicketEvent {
        // 7 April 2026, 9 h in Paris, when the timeline starts
        let start = At::from_seconds(1_775_545_200);
        TicketEvent {
            ticket: TicketCode::new(ticket).expect("a code"),
            at: start.plus_seconds(minute * 30),
            seq,
            kind,
            counter: PlaceCode::new("c").expect("a code"),
            desk: desk.map(|d| PlaceCode::new(format!("d{d}")).expect("a code")),
            service: service.map(|s| ServiceCode::new(format!("s{s}")).expect("a code")),
            number: None,
            appointment_at: due.map(|m| start.plus_seconds(m * 30)),
            source: format!("s{source}"),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_order_duplication_and_delay_give_the_same_tickets(
        noise in prop::collection::vec(any_event(), 0..40),
        seed in any::<u64>(),
        batch in 1usize..9,
        again in 0usize..30,
    ) {
        let mut events = timeline();
        events.extend(noise);
        let mut at_once = Tickets::new(TicketRules::default());
        at_once.absorb(events.clone());

        let mut shuffled = events.clone();
        shuffled.extend(events.iter().take(again).cloned());
        let mut state = seed | 1;
        for i in (1..shuffled.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let at = usize::try_from(state >> 33).expect("31 bits") % (i + 1);
            shuffled.swap(i, at);
        }
        let mut bit_by_bit = Tickets::new(TicketRules::default());
        for some in shuffled.chunks(batch) {
            bit_by_bit.absorb(some.iter().cloned());
        }
        prop_assert_eq!(at_once.set_aside(), bit_by_bit.set_aside());
        let both = at_once.iter().zip(bit_by_bit.iter());
        prop_assert!(both.into_iter().all(|(a, b)| a == b));
        prop_assert_eq!(at_once.iter().count(), bit_by_bit.iter().count());
    }
}
