//! The compact form of Thrift, in which Parquet writes its metadata: read by hand where a
//! library that trusts it would take memory, or its own stack, before it looks.
//!
//! Every read is within the bytes and every depth within [`DEEPEST`]; `None` is damage.

/// Structures within structures; Parquet's own have some six.
const DEEPEST: u32 = 32;

pub(in crate::tables) struct Reader<'a> {
    bytes: &'a [u8],
    pub(in crate::tables) at: usize,
}

/// What a field or an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::tables) enum Form {
    /// True or false: in a field its form says which.
    Bool,
    Byte,
    /// Of 16, 32 or 64 bits.
    Integer,
    Double,
    Bytes,
    /// Or a set.
    List,
    Map,
    Struct,
}

impl Form {
    fn of(code: u8) -> Option<Form> {
        Some(match code {
            1 | 2 => Form::Bool,
            3 => Form::Byte,
            4..=6 => Form::Integer,
            7 => Form::Double,
            8 => Form::Bytes,
            9 | 10 => Form::List,
            11 => Form::Map,
            12 => Form::Struct,
            _ => return None,
        })
    }
}

impl<'a> Reader<'a> {
    pub(in crate::tables) fn new(bytes: &'a [u8]) -> Reader<'a> {
        Reader { bytes, at: 0 }
    }

    pub(in crate::tables) fn byte(&mut self) -> Option<u8> {
        let byte = self.bytes.get(self.at)?;
        self.at += 1;
        Some(*byte)
    }

    pub(in crate::tables) fn varint(&mut self) -> Option<u64> {
        let mut value = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(value);
            }
        }
        None
    }

    pub(in crate::tables) fn integer(&mut self) -> Option<i64> {
        let value = self.varint()?;
        Some((value >> 1) as i64 ^ -((value & 1) as i64))
    }

    fn pass(&mut self, length: u64) -> Option<()> {
        let end = self.at.checked_add(usize::try_from(length).ok()?)?;
        self.at = (end <= self.bytes.len()).then_some(end)?;
        Some(())
    }

    /// Hands each field of a structure over, which must read or skip it.
    pub(in crate::tables) fn fields(
        &mut self,
        mut take: impl FnMut(&mut Self, i64, Form) -> Option<()>,
    ) -> Option<()> {
        let mut number = 0_i64;
        loop {
            let head = self.byte()?;
            if head == 0 {
                return Some(());
            }
            number = match i64::from(head >> 4) {
                0 => self.integer()?,
                step => number.checked_add(step)?,
            };
            take(self, number, Form::of(head & 0x0f)?)?;
        }
    }

    /// The form of the items and how many there are: never more than there are bytes left.
    pub(in crate::tables) fn list(&mut self) -> Option<(Form, u64)> {
        let head = self.byte()?;
        let count = match u64::from(head >> 4) {
            15 => self.varint()?,
            count => count,
        };
        let left = (self.bytes.len() - self.at) as u64;
        // Of a list of nothing some writers name no form.
        let form = match count {
            0 => Form::Byte,
            _ => Form::of(head & 0x0f)?,
        };
        (count <= left).then_some((form, count))
    }

    /// A field of a form that is of no interest.
    pub(in crate::tables) fn skip(&mut self, form: Form) -> Option<()> {
        match form {
            // Its head said it.
            Form::Bool => Some(()),
            _ => self.skip_item(form, 0),
        }
    }

    fn skip_item(&mut self, form: Form, depth: u32) -> Option<()> {
        if DEEPEST < depth {
            return None;
        }
        match form {
            Form::Bool | Form::Byte => self.pass(1),
            Form::Integer => self.varint().map(drop),
            Form::Double => self.pass(8),
            Form::Bytes => {
                let length = self.varint()?;
                self.pass(length)
            }
            Form::List => {
                let (form, count) = self.list()?;
                (0..count).try_for_each(|_| self.skip_item(form, depth + 1))
            }
            Form::Map => self.skip_map(depth),
            Form::Struct => self.fields(|reader, _, form| match form {
                Form::Bool => Some(()),
                _ => reader.skip_item(form, depth + 1),
            }),
        }
    }

    fn skip_map(&mut self, depth: u32) -> Option<()> {
        let count = self.varint()?;
        if count == 0 {
            return Some(());
        }
        let forms = self.byte()?;
        let (key, value) = (Form::of(forms >> 4)?, Form::of(forms & 0x0f)?);
        let left = (self.bytes.len() - self.at) as u64;
        if left < count {
            return None;
        }
        (0..count).try_for_each(|_| {
            self.skip_item(key, depth + 1)?;
            self.skip_item(value, depth + 1)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_are_what_they_were_at_every_size() {
        for (bytes, expect) in [
            (&[0][..], 0),
            (&[1], -1),
            (&[0x80, 0x02], 128),
            (
                &[0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01],
                i64::MAX,
            ),
            (
                &[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01],
                i64::MIN,
            ),
        ] {
            assert_eq!(Reader::new(bytes).integer(), Some(expect));
        }
        assert_eq!(Reader::new(&[0x80; 20]).integer(), None);
    }

    #[test]
    fn what_would_exhaust_the_memory_or_the_stack_is_damage() {
        // A list that says it has 2^40 items, and a thousand lists within lists.
        let many = [0xf8, 0x80, 0x80, 0x80, 0x80, 0x80, 0x20];
        assert_eq!(Reader::new(&many).list(), None);
        assert_eq!(Reader::new(&[0x00]).list(), Some((Form::Byte, 0)));
        assert_eq!(Reader::new(&[0x10, 1]).list(), None);
        assert_eq!(Reader::new(&[0x19; 1000]).skip(Form::List), None);
        assert_eq!(Reader::new(&[0x1c; 1000]).skip(Form::Struct), None);
        assert_eq!(Reader::new(&[0x18, 0x7f]).skip(Form::Bytes), None);
    }
}
