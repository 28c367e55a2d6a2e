#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| portent_fuzz::guided::check("weights", input));
libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, most: usize, seed: u32| {
    portent_fuzz::guided::mutate("weights", data, size, most, seed)
});
