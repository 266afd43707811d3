use core::marker::PhantomData;
use core::ops::{Add, Div, Sub};

/// A kind of amount; each has one base unit.
pub trait Kind: Copy {
    /// Symbol of the base unit.
    const UNIT: &'static str;
}

/// Energy, in kWh.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Energy;
/// Volume of a fluid, in m³.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Volume;
/// Floor area, in m².
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area;

impl Kind for Energy {
    const UNIT: &'static str = "kWh";
}
impl Kind for Volume {
    const UNIT: &'static str = "m3";
}
impl Kind for Area {
    const UNIT: &'static str = "m2";
}

/// A number with its kind in the type: amounts of different kinds do not add.
///
/// ```
/// use model::measure::{Amount, Energy};
/// let total = Amount::<Energy>::new(3.0) + Amount::new(4.5);
/// assert_eq!(total.value(), 7.5);
/// ```
///
/// Adding kWh to m³ is refused by the compiler:
///
/// ```compile_fail
/// use model::measure::{Amount, Energy, Volume};
/// let _ = Amount::<Energy>::new(3.0) + Amount::<Volume>::new(4.5);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Amount<K: Kind> {
    value: f64,
    kind: PhantomData<K>,
}

impl<K: Kind> Amount<K> {
    /// An amount in the base unit of its kind.
    pub const fn new(value: f64) -> Self {
        Self {
            value,
            kind: PhantomData,
        }
    }

    /// The number, in the base unit of its kind.
    pub const fn value(self) -> f64 {
        self.value
    }
}

impl<K: Kind> Add for Amount<K> {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self::new(self.value + other.value)
    }
}

impl<K: Kind> Sub for Amount<K> {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self::new(self.value - other.value)
    }
}

/// A ratio of two amounts of one kind is a pure number.
impl<K: Kind> Div for Amount<K> {
    type Output = f64;

    fn div(self, other: Self) -> f64 {
        self.value / other.value
    }
}

impl<K: Kind> core::iter::Sum for Amount<K> {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::new(0.0), Add::add)
    }
}
