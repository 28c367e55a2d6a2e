//! Code for the widest registers of the machine.

use std::sync::LazyLock;

/// What the machine can do, asked once.
pub static ARCH: LazyLock<pulp::Arch> = LazyLock::new(pulp::Arch::new);

/// Defines a function whose loops, and those of the functions of [`rows`](crate::rows) that it calls, use the widest
/// registers of the machine. Its arguments become a struct because only a method, not a closure, can ask to be part of the
/// wide code. It has one lifetime, even where nothing is borrowed.
///
/// ```
/// portent_kernel::vectorized! {
///     /// The sum of all numbers.
///     fn sum<'a>(numbers: &'a [f32]) -> f32 {
///         numbers.iter().sum()
///     }
/// }
/// assert_eq!(sum(&[1.0, 2.0]), 3.0);
/// ```
#[macro_export]
macro_rules! vectorized {
    ($(#[$meta:meta])* $vis:vis fn $name:ident<$life:lifetime>($($arg:ident: $type:ty),* $(,)?) $(-> $out:ty)? $body:block) => {
        $(#[$meta])*
        $vis fn $name<$life>($($arg: $type),*) $(-> $out)? {
            struct Work<$life> { $($arg: $type),* }
            impl<$life> $crate::pulp::NullaryFnOnce for Work<$life> {
                type Output = $crate::vectorized!(@output $($out)?);
                #[inline(always)]
                fn call(self) -> Self::Output {
                    let Self { $($arg),* } = self;
                    $body
                }
            }
            $crate::ARCH.dispatch(Work { $($arg),* })
        }
    };
    (@output) => { () };
    (@output $out:ty) => { $out };
}
