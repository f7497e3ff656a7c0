// Replaces the static curves by interactive ones. Everything it shows is in the JSON of the page; names enter as text only.
(() => {
  "use strict";

  const charts = JSON.parse(document.getElementById("charts").textContent);
  const dashes = [[], [7, 4], [1.5, 4]];
  const hidden = new Set();
  const views = [];
  const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const withAlpha = (hex, alpha) => hex + Math.round(255 * alpha).toString(16).padStart(2, "0");
  const count = value => value.toLocaleString("en-US");

  function element(tag, className, text) {
    const made = document.createElement(tag);
    made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function swatch(series) {
    const namespace = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(namespace, "svg");
    const path = document.createElementNS(namespace, "path");
    svg.setAttribute("width", "24");
    svg.setAttribute("height", "10");
    path.setAttribute("d", "M1 5H23");
    path.setAttribute("class", `line series-${series.colour} dash-${series.dash}`);
    svg.append(path);
    return svg;
  }

  function show(figure, chart, still) {
    const root = element("div", "interactive");
    const bar = element("div", "bar");
    const plot = element("div", "canvas");
    const at = element("p", "at");
    const legend = element("ul", "legend");
    bar.append(element("span", "", chart.quantity));
    root.append(bar, plot, at, legend);
    still.before(root);

    let logarithmic = chart.logarithmic;
    let highlighted = -1;
    let u = null;

    const data = [chart.steps, ...chart.series.flatMap(series => [series.mean, series.high, series.low])];
    const strength = index => highlighted < 0 || highlighted === index || hidden.has(chart.series[highlighted].name) ? 1 : 0.15;
    const last = chart.series.map(series => series.mean.findLastIndex(value => value !== null));

    // A line through one point cannot be seen; many bands on each other would become one grey.
    const isAlone = chart.series.map(series => series.mean.filter(value => value !== null).length === 1);
    const bandShare = chart.series.length <= 3 ? 1 : 2 / (chart.series.length - 1);

    const rows = chart.series.map((series, index) => {
      const item = element("li", "");
      const button = element("button", "");
      const value = element("span", "value");
      button.type = "button";
      button.title = series.name;
      button.append(swatch(series), element("span", "name", series.name), value);
      button.addEventListener("click", () => {
        hidden.has(series.name) ? hidden.delete(series.name) : hidden.add(series.name);
        views.forEach(view => view.update());
      });
      const highlight = target => () => { highlighted = target; u.redraw(false); };
      button.addEventListener("pointerenter", highlight(index));
      button.addEventListener("pointerleave", highlight(-1));
      button.addEventListener("focus", highlight(index));
      button.addEventListener("blur", highlight(-1));
      item.append(button);
      legend.append(item);
      return { button, value };
    });

    // Curves may have been recorded at different steps: the latest value counts, until the curve ends.
    function valueAt(series, end, index) {
      let i = index <= end ? index : -1;
      while (i >= 0 && series.mean[i] === null) i--;
      return i;
    }

    function read(index) {
      const pointing = index !== null && index !== undefined;
      at.textContent = pointing ? `At step ${count(chart.steps[index])}: mean over seeds (smallest to largest)` : "At the end of each curve: mean over seeds (smallest to largest)";
      chart.series.forEach((series, k) => {
        const i = pointing ? valueAt(series, last[k], index) : last[k];
        const text = value => value < 1000 ? value.toFixed(chart.decimals) : count(Number(value.toPrecision(5)));
        rows[k].value.textContent = i < 0 ? "–"
          : series.low[i] === series.high[i] ? text(series.mean[i])
          : `${text(series.mean[i])} (${text(series.low[i])}–${text(series.high[i])})`;
      });
    }

    // uPlot asks for the horizontal range first: seen whole, the vertical one is ours; enlarged, it follows the curves.
    let enlarged = false;
    function horizontalRange(_, low, high) {
      enlarged = low > chart.steps[0] || high < chart.steps[chart.steps.length - 1];
      return [low, high];
    }

    function verticalRange(_, low, high) {
      return !enlarged || low === null || low === high ? [chart.lowest, chart.highest] : [low, high];
    }

    function build() {
      const width = Math.max(280, root.clientWidth);
      const axis = {
        stroke: () => colour("--soft"),
        grid: { stroke: () => colour("--grid"), width: 1 },
        ticks: { show: false },
        font: "12px system-ui, sans-serif",
      };
      u?.destroy();
      u = new uPlot({
        width,
        height: width < 560 ? 300 : 390,
        padding: [8, 12, 0, 0],
        legend: { show: false },
        cursor: {
          y: false,
          drag: { x: true, y: true, uni: 24 },
          sync: { key: "steps" },
          points: { size: 6 },
        },
        scales: { x: { time: false, range: horizontalRange }, y: { range: verticalRange, distr: logarithmic ? 3 : 1 } },
        axes: [
          {
            ...axis, label: "Training step", labelSize: 20, labelFont: "12px system-ui, sans-serif", size: 34, space: 80,
            values: (_, values) => values.map(count),
          },
          {
            ...axis, size: 56, gap: 8,
            ...(logarithmic ? { splits: (self, _, low, high) => ticks.logarithmic(low, high), filter: (_, values) => values } : {}),
            values: (_, values) => ticks.labels(values, logarithmic),
          },
        ],
        series: [{}, ...chart.series.flatMap((series, index) => [
          {
            stroke: () => withAlpha(colour(`--series-${series.colour}`), strength(index)),
            width: 1.8, dash: dashes[series.dash], cap: "round", spanGaps: true,
            points: { show: (_, __, from, to) => to - from < 2 || isAlone[index], size: 7 },
          },
          { stroke: "transparent", width: 0, spanGaps: true, points: { show: false } },
          { stroke: "transparent", width: 0, spanGaps: true, points: { show: false } },
        ])],
        bands: chart.series.map((series, index) => ({
          series: [3 * index + 2, 3 * index + 3],
          fill: () => withAlpha(colour(`--series-${series.colour}`), Number(colour("--band")) * bandShare * (highlighted === index ? 1.6 : strength(index))),
        })),
        hooks: {
          setCursor: [self => read(self.cursor.idx)],
          draw: [drawTarget],
        },
      }, data, plot);
      update();
      read(null);
    }

    function drawTarget(self) {
      if (chart.target === null) return;
      const y = self.valToPos(chart.target, "y", true);
      const { left, top, width, height } = self.bbox;
      if (y < top || y > top + height) return;
      const ratio = self.width ? self.ctx.canvas.width / self.width : 1;
      self.ctx.save();
      self.ctx.strokeStyle = colour("--soft");
      self.ctx.lineWidth = ratio;
      self.ctx.setLineDash([5 * ratio, 4 * ratio]);
      self.ctx.beginPath();
      self.ctx.moveTo(left, y);
      self.ctx.lineTo(left + width, y);
      self.ctx.stroke();
      self.ctx.font = `${12 * ratio}px system-ui, sans-serif`;
      self.ctx.textAlign = "right";
      self.ctx.setLineDash([]);
      self.ctx.lineWidth = 4 * ratio;
      self.ctx.lineJoin = "round";
      self.ctx.strokeStyle = colour("--paper");
      self.ctx.fillStyle = colour("--soft");
      self.ctx.strokeText(chart.targetLabel, left + width - 4 * ratio, y - 5 * ratio);
      self.ctx.fillText(chart.targetLabel, left + width - 4 * ratio, y - 5 * ratio);
      self.ctx.restore();
    }

    function update() {
      u.batch(() => chart.series.forEach((series, index) => {
        const visible = !hidden.has(series.name);
        rows[index].button.setAttribute("aria-pressed", String(visible));
        for (let part = 1; part <= 3; part++) u.setSeries(3 * index + part, { show: visible });
      }));
    }

    if (chart.logarithmic) {
      const label = element("label", "");
      const box = element("input", "");
      box.type = "checkbox";
      box.checked = true;
      box.addEventListener("change", () => { logarithmic = box.checked; build(); });
      label.append(box, "logarithmic scale");
      bar.append(label);
    }

    build();
    let width = root.clientWidth;
    new ResizeObserver(() => {
      if (root.clientWidth > 0 && root.clientWidth !== width) {
        width = root.clientWidth;
        u.setSize({ width: Math.max(280, width), height: width < 560 ? 300 : 390 });
      }
    }).observe(root);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => u.redraw(false));
    figure.querySelector(".hint").hidden = false;
    views.push({ update });
  }

  for (const figure of document.querySelectorAll("figure.curves")) {
    try {
      show(figure, charts[Number(figure.dataset.chart)], figure.querySelector(".still"));
    } catch (error) {
      figure.querySelector(".interactive")?.remove(); // the static curves show again
      console.error(error);
    }
  }
})();
