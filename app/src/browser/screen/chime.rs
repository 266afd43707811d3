use std::cell::RefCell;

use wasm_bindgen::JsValue;
use web_sys::AudioContext;

thread_local! {
    static AUDIO: RefCell<Option<AudioContext>> = const { RefCell::new(None) };
}

/// Two soft notes. A browser that lets no page sound by itself stays silent.
pub fn chime() {
    let _ = ring();
}

fn ring() -> Result<(), JsValue> {
    let known = AUDIO.with(|audio| audio.borrow().clone());
    let audio = match known {
        Some(audio) => audio,
        None => {
            let audio = AudioContext::new()?;
            AUDIO.with(|slot| slot.replace(Some(audio.clone())));
            audio
        }
    };
    let start = audio.current_time();
    for (pitch, after) in [(784.0, 0.0), (587.3, 0.28)] {
        let (tone, volume) = (audio.create_oscillator()?, audio.create_gain()?);
        tone.frequency().set_value(pitch);
        let at = start + after;
        volume.gain().set_value_at_time(0.0, at)?;
        volume
            .gain()
            .linear_ramp_to_value_at_time(0.18, at + 0.02)?;
        volume.gain().linear_ramp_to_value_at_time(0.0, at + 0.6)?;
        tone.connect_with_audio_node(&volume)?;
        volume.connect_with_audio_node(&audio.destination())?;
        tone.start_with_when(at)?;
        tone.stop_with_when(at + 0.65)?;
    }
    Ok(())
}
