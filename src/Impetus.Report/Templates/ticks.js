// Where an axis of an interactive chart has its ticks, and what they say.
const ticks = (() => {
  "use strict";

  // Round digits between the powers of ten where there is room; a range too short for them gets even steps.
  function logarithmic(low, high) {
    const inside = digits => {
      const found = [];
      for (let exponent = Math.floor(Math.log10(low)); exponent <= Math.ceil(Math.log10(high)); exponent++) {
        found.push(...digits.map(digit => Number(`${digit}e${exponent}`)).filter(tick => tick >= low && tick <= high));
      }
      return found;
    };
    const medium = inside([1, 2, 5]);
    if (medium.length > 9) return inside([1]);
    if (medium.length > 3) return medium;
    const fine = inside([1, 1.5, 2, 3, 4, 5, 7]);
    return fine.length > 3 ? fine : even(low, high);
  }

  function even(low, high) {
    const rough = (high - low) / 6;
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 5, 10].map(digit => digit * power).find(candidate => candidate >= rough);
    const found = [];
    for (let i = Math.ceil(low / step); i * step <= high; i++) found.push(Number((i * step).toPrecision(12)));
    return found;
  }

  // Ticks of an even axis share their decimals; those of a logarithmic one take what they need.
  function labels(values, isLogarithmic) {
    const decimals = value => String(Number(value.toPrecision(6))).split(".")[1]?.length ?? 0;
    const shared = isLogarithmic ? 0 : Math.max(...values.map(decimals));
    return values.map(value => value !== 0 && (Math.abs(value) >= 1e6 || Math.abs(value) < 1e-4)
      ? value.toExponential()
      : value.toLocaleString("en-US", { minimumFractionDigits: shared, maximumFractionDigits: 6 }));
  }

  return { logarithmic, labels };
})();
