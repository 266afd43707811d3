//! The two ways in which the product is built.

use clap::ValueEnum;

/// How much work goes into a build.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Flavour {
    /// What a town runs: small and fast.
    Release,
    /// What the browser tests run: the same steps without the slow optimisations.
    Test,
}

impl Flavour {
    /// Cargo's profile of the browser half.
    pub fn wasm_profile(self) -> &'static str {
        match self {
            Self::Release => "wasm-release",
            Self::Test => "wasm-test",
        }
    }

    /// Cargo's profile of the server.
    pub fn native_profile(self) -> &'static str {
        match self {
            Self::Release => "release",
            Self::Test => "dev",
        }
    }

    /// The folder, below Cargo's output folder, in which the server is found.
    pub fn native_folder(self) -> &'static str {
        match self {
            Self::Release => "release",
            Self::Test => "debug",
        }
    }

    /// Binaryen's level; none leaves the module as the compiler made it.
    pub fn wasm_opt(self) -> Option<&'static str> {
        match self {
            Self::Release => Some("-Oz"),
            Self::Test => None,
        }
    }

    /// Brotli's quality: 11 costs seconds on a module of half a megabyte.
    pub fn brotli(self) -> u32 {
        match self {
            Self::Release => 11,
            Self::Test => 4,
        }
    }
}
