//! Values become places on a drawing, with the frame and ticks around them.

use super::svg::{Anchor, Svg};

/// One direction of a drawing.
#[derive(Clone, Copy)]
pub(in crate::render) struct Scale {
    pub(in crate::render) steps: Steps,
    /// The values at either end.
    pub(in crate::render) values: (f64, f64),
    /// The places at either end.
    pub(in crate::render) places: (f64, f64),
}

#[derive(Clone, Copy)]
pub(in crate::render) enum Steps {
    Even,
    /// By the logarithm: values are positive.
    Log,
}

impl Scale {
    /// Values beyond an end stand on it.
    pub(in crate::render) fn at(&self, value: f64) -> f64 {
        let measure = |value: f64| match self.steps {
            Steps::Even => value,
            Steps::Log => value.max(f64::MIN_POSITIVE).log10(),
        };
        let (from, to) = (measure(self.values.0), measure(self.values.1));
        let part = ((measure(value) - from) / (to - from)).clamp(0.0, 1.0);
        self.places.0 + part * (self.places.1 - self.places.0)
    }
}

/// A value and what is written beside it.
pub(in crate::render) type Tick = (f64, String);

/// InParallel directions of a drawing.
pub(in crate::render) struct Frame {
    pub(in crate::render) x: Scale,
    pub(in crate::render) y: Scale,
}

impl Frame {
    pub(in crate::render) fn place(&self, x: f64, y: f64) -> (f64, f64) {
        (self.x.at(x), self.y.at(y))
    }

    /// Grid lines with their numbers, under everything else.
    pub(in crate::render) fn draw(&self, svg: &mut Svg, x_ticks: &[Tick], y_ticks: &[Tick]) {
        let (left, right) = self.x.places;
        let (bottom, top) = self.y.places;
        for (value, label) in x_ticks {
            let x = self.x.at(*value);
            svg.line((x, bottom), (x, top), "grid");
            svg.text((x, bottom + 16.0), Anchor::Middle, "tick", label);
        }
        for (value, label) in y_ticks {
            let y = self.y.at(*value);
            svg.line((left, y), (right, y), "grid");
            svg.text((left - 6.0, y + 4.0), Anchor::End, "tick", label);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decades_are_even_steps_and_nothing_leaves_the_frame() {
        let scale = Scale {
            steps: Steps::Log,
            values: (1e-5, 1e-1),
            places: (0.0, 100.0),
        };
        for (value, place) in [
            (1e-5, 0.0),
            (1e-3, 50.0),
            (1e-1, 100.0),
            (0.0, 0.0),
            (1.0, 100.0),
        ] {
            assert!((scale.at(value) - place).abs() < 1e-9, "{value}");
        }
        let down = Scale {
            steps: Steps::Even,
            values: (0.0, 1.0),
            places: (90.0, 10.0),
        };
        assert!((down.at(0.25) - 70.0).abs() < 1e-9);
    }
}
