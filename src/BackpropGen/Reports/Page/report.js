"use strict";
// Draws the charts of a training report from the data that stand in the page: lines over epochs, with values where the pointer is.
window.addEventListener("error", event => document.documentElement.setAttribute("data-error", event.message));

const svgSpace = "http://www.w3.org/2000/svg";

function element(parent, name, attributes, text) {
  const node = name === "svg" || parent instanceof SVGElement ? document.createElementNS(svgSpace, name) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) node.setAttribute(key, value);
  if (text !== undefined) node.textContent = text;
  return parent.appendChild(node);
}

function label(value) {
  const size = Math.abs(value);
  if (size === 0) return "0";
  const text = size < 1e-3 || size >= 1e5 ? value.toExponential(2).replace(/\.?0+e/, "e").replace("e+", "e") : String(Number(value.toPrecision(4)));
  return text.replace(/-/g, "−");
}

function linearTicks(low, high, wanted) {
  const raw = (high - low) / wanted, power = Math.pow(10, Math.floor(Math.log10(raw)));
  const step = power * [1, 2, 5, 10].find(factor => factor * power >= raw * 0.999);
  const ticks = [];
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) ticks.push(Number((i * step).toPrecision(12)));
  return ticks;
}

function logTicks(low, high) {
  const first = Math.floor(low), last = Math.ceil(high), every = Math.max(1, Math.ceil((last - first) / 6));
  const mantissas = high - low < 2 ? [1, 2, 5] : [1];
  const ticks = [];
  for (let exponent = first; exponent <= last; exponent++) {
    if (exponent % every === 0) for (const mantissa of mantissas) ticks.push(mantissa * Math.pow(10, exponent));
  }
  const within = ticks.filter(tick => Math.log10(tick) >= low - 1e-9 && Math.log10(tick) <= high + 1e-9);
  return within.length > 1 ? within : linearTicks(Math.pow(10, low), Math.pow(10, high), 5).filter(tick => tick > 0);
}

class Chart {
  constructor(figure, data, epochs, best) {
    Object.assign(this, { data, epochs, best, isLog: data.log, cursor: -1 });
    const caption = element(figure, "figcaption");
    element(caption, "h3", {}, data.title);
    if (data.series.length > 1) this.writeLegend(element(caption, "div", { class: "legend" }));
    if (!data.share && this.values().some(value => value > 0)) this.addScale(caption);
    this.plot = element(figure, "div", { class: "plot", tabindex: "0", role: "img", "aria-label": data.title + " by epoch; arrow keys read values" });
    this.plot.addEventListener("pointermove", event => this.point(event));
    this.plot.addEventListener("pointerleave", () => this.show(-1));
    this.plot.addEventListener("blur", () => this.show(-1));
    this.plot.addEventListener("keydown", event => this.key(event));
    new ResizeObserver(() => this.draw()).observe(this.plot);
    this.draw();
  }

  values() { return this.data.series.flatMap(series => series.values).filter(value => value !== null && (!this.isLog || value > 0)); }

  // many curves are those of layers, whose colours go from the first to the last
  color(index) {
    const count = this.data.series.length;
    return count <= 4 ? `var(--s${index})` : `color-mix(in oklab, var(--s1) ${(100 * index / (count - 1)).toFixed(0)}%, var(--s0))`;
  }

  writeLegend(legend) {
    this.data.series.forEach((series, i) => element(legend, "span", { style: `--c: ${this.color(i)}; --dash: ${series.dashed ? "dashed" : "solid"}` }, series.name));
  }

  addScale(caption) {
    const button = element(caption, "button", { class: "scale", type: "button", "aria-pressed": String(this.isLog) }, "log scale");
    button.addEventListener("click", () => {
      this.isLog = !this.isLog;
      button.setAttribute("aria-pressed", String(this.isLog));
      this.draw();
    });
  }

  scales() {
    const values = this.values(), transform = this.isLog ? Math.log10 : value => value;
    let low = values.length ? transform(values.reduce((a, b) => Math.min(a, b))) : 0;
    let high = values.length ? transform(values.reduce((a, b) => Math.max(a, b))) : 1;
    if (!this.isLog && low > 0 && low < high - low) low = 0;
    if (high - low <= Math.abs(high) * 1e-9) { const half = this.isLog ? 0.5 : Math.abs(high) / 2 || 1; low -= half; high += half; }
    if (!this.isLog && this.data.share) { low = Math.max(0, low); high = Math.min(1, Math.max(high, low + 0.01)); }
    const pad = (high - low) * 0.05;
    low -= low === 0 ? 0 : pad; high += pad;
    const first = this.epochs[0] ?? 0, last = this.epochs[this.epochs.length - 1] ?? 1, span = last - first || 1;
    this.x = epoch => this.left + (this.width - this.left - 12) * (last === first ? 0.5 : (epoch - first) / span);
    this.y = value => 10 + (this.height - 42) * (1 - (transform(value) - low) / (high - low));
    return { ticks: this.isLog ? logTicks(low, high) : linearTicks(low, high, 5), across: linearTicks(first, first + span, 8).filter(tick => Number.isInteger(tick) && tick <= last) };
  }

  draw() {
    this.width = Math.max(280, this.plot.clientWidth || 480);
    this.height = this.data.wide ? 320 : 220;
    this.left = 58;
    this.plot.replaceChildren();
    this.svg = element(this.plot, "svg", { viewBox: `0 0 ${this.width} ${this.height}`, height: this.height, "aria-hidden": "true" });
    const { ticks, across } = this.scales(), bottom = this.height - 32;
    for (const tick of ticks) {
      element(this.svg, "line", { class: "grid", x1: this.left, x2: this.width - 12, y1: this.y(tick), y2: this.y(tick) });
      element(this.svg, "text", { x: this.left - 9, y: this.y(tick) + 4, "text-anchor": "end" }, label(tick));
    }
    element(this.svg, "line", { class: "axis", x1: this.left, x2: this.width - 12, y1: bottom, y2: bottom });
    for (const tick of across) element(this.svg, "text", { x: this.x(tick), y: bottom + 18, "text-anchor": "middle" }, String(tick));
    if (this.data.wide) element(this.svg, "text", { x: (this.left + this.width) / 2, y: this.height, "text-anchor": "middle" }, "epoch");
    if (this.best && this.data.wide) {
      element(this.svg, "line", { class: "best", x1: this.x(this.best), x2: this.x(this.best), y1: 10, y2: bottom });
      const late = this.x(this.best) > this.width / 2;
      element(this.svg, "text", { x: this.x(this.best) + (late ? -6 : 6), y: 20, "text-anchor": late ? "end" : "start" }, "best epoch");
    }
    this.data.series.forEach((series, i) => this.drawSeries(series, i));
    this.marks = element(this.svg, "g");
    this.tip = element(this.plot, "div", { class: "tip", hidden: "" });
    this.show(this.cursor);
  }

  drawSeries(series, index) {
    let path = "", pen = false, points = 0;
    series.values.forEach((value, i) => {
      const drawn = value !== null && (!this.isLog || value > 0);
      if (drawn) { path += `${pen ? "L" : "M"}${this.x(this.epochs[i]).toFixed(1)} ${this.y(value).toFixed(1)}`; points++; }
      // epochs that were not measured are passed over
      pen = drawn || (pen && value === null);
    });
    element(this.svg, "path", { d: path, "data-series": series.name, style: `stroke: ${this.color(index)}${series.dashed ? "; stroke-dasharray: 6 4" : ""}` });
    if (points === 1) {
      const i = series.values.findIndex(value => value !== null);
      element(this.svg, "circle", { cx: this.x(this.epochs[i]), cy: this.y(series.values[i]), r: 3.5, style: `fill: ${this.color(index)}` });
    }
  }

  point(event) {
    const box = this.plot.getBoundingClientRect(), x = (event.clientX - box.left) * this.width / box.width;
    let nearest = 0;
    this.epochs.forEach((epoch, i) => { if (Math.abs(this.x(epoch) - x) < Math.abs(this.x(this.epochs[nearest]) - x)) nearest = i; });
    this.show(nearest);
  }

  key(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    this.show(Math.min(this.epochs.length - 1, Math.max(0, this.cursor < 0 ? 0 : this.cursor + step)));
  }

  show(index) {
    this.cursor = index;
    this.marks.replaceChildren();
    this.tip.hidden = index < 0 || index >= this.epochs.length;
    if (this.tip.hidden) return;
    const x = this.x(this.epochs[index]);
    element(this.marks, "line", { class: "cursor", x1: x, x2: x, y1: 10, y2: this.height - 32 });
    this.tip.replaceChildren();
    element(this.tip, "b", {}, "Epoch " + this.epochs[index]);
    const table = element(this.tip, "table");
    this.data.series.forEach((series, i) => {
      const value = series.values[index];
      const row = element(table, "tr");
      element(row, "td", {}, series.name);
      element(row, "td", {}, value === null ? "–" : this.data.share ? (100 * value).toFixed(2) + " %" : label(value));
      if (value !== null && (!this.isLog || value > 0)) element(this.marks, "circle", { cx: x, cy: this.y(value), r: 3.5, style: `fill: ${this.color(i)}` });
    });
    const scale = this.plot.clientWidth / this.width || 1, room = this.tip.offsetWidth + 14;
    this.tip.style.left = (x * scale + room > this.plot.clientWidth ? Math.max(0, x * scale - room) : x * scale + 12) + "px";
  }
}

const report = JSON.parse(document.getElementById("data").textContent);
for (const figure of document.querySelectorAll("figure[data-chart]")) {
  new Chart(figure, report.charts[Number(figure.dataset.chart)], report.epochs, report.best);
}
document.documentElement.setAttribute("data-ready", String(report.charts.length));
