//! The gamma function's logarithm, and the gamma law that a rate is of when counts are known.

/// From here on Stirling's series is exact to the last digit.
const STIRLING_FROM: f64 = 15.0;

/// Halvings of an interval until nothing is left of it.
const HALVINGS: usize = 120;

pub fn ln_gamma(x: f64) -> f64 {
    // gamma(x) = gamma(x + steps) / (x (x + 1) ...)
    let (mut x, mut product) = (x, 1.0);
    while x < STIRLING_FROM {
        product *= x;
        x += 1.0;
    }
    let square = 1.0 / (x * x);
    let series = 1.0 / 12.0
        - square
            * (1.0 / 360.0 - square * (1.0 / 1260.0 - square * (1.0 / 1680.0 - square / 1188.0)));
    let half_ln_two_pi = 0.918_938_533_204_672_8;
    (x - 0.5) * x.ln() - x + half_ln_two_pi + series / x - product.ln()
}

/// Share of a gamma law of this shape and rate 1 that is below `x`.
pub fn below(shape: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    let front = (shape * x.ln() - x - ln_gamma(shape)).exp();
    if x < shape + 1.0 {
        front * series(shape, x)
    } else {
        1.0 - front * fraction(shape, x)
    }
}

/// Below which that share of the law is.
pub fn quantile(shape: f64, rate: f64, share: f64) -> f64 {
    let (mut low, mut high) = (0.0, shape.max(1.0));
    while below(shape, high) < share {
        high *= 2.0;
    }
    for _ in 0..HALVINGS {
        let middle = low + (high - low) / 2.0;
        match below(shape, middle) < share {
            true => low = middle,
            false => high = middle,
        }
    }
    high / rate
}

fn series(shape: f64, x: f64) -> f64 {
    let (mut term, mut sum, mut at) = (1.0 / shape, 1.0 / shape, shape);
    while term > sum * 1e-17 {
        at += 1.0;
        term *= x / at;
        sum += term;
    }
    sum
}

/// Lentz's way to a continued fraction.
fn fraction(shape: f64, x: f64) -> f64 {
    let tiny = 1e-300;
    let mut b = x + 1.0 - shape;
    let (mut c, mut d) = (1.0 / tiny, 1.0 / b);
    let mut value = d;
    for step in 1..100_000 {
        let step = f64::from(step);
        let a = -step * (step - shape);
        b += 2.0;
        d = 1.0 / (a * d + b);
        c = b + a / c;
        let change = d * c;
        value *= change;
        if (change - 1.0).abs() < 1e-16 {
            break;
        }
    }
    value
}
