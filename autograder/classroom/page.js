(function () {
  var charts = document.querySelectorAll("figure.chart");
  if (!charts.length) return;
  var style = function (name) {
    return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  };
  var dress = function (layout) {
    var ink = style("--ink"), line = style("--line");
    layout.paper_bgcolor = layout.plot_bgcolor = "rgba(0,0,0,0)";
    layout.font = Object.assign({}, layout.font, { color: ink });
    Object.keys(layout).forEach(function (name) {
      if (/^[xy]axis\d*$/.test(name)) {
        Object.assign(layout[name], { gridcolor: line, zerolinecolor: line, linecolor: line });
      }
    });
    return layout;
  };
  var colour = function (value) {
    if (Array.isArray(value)) return value.map(colour);
    if (value && typeof value === "object") {
      Object.keys(value).forEach(function (key) { value[key] = colour(value[key]); });
      return value;
    }
    return typeof value === "string" && value.indexOf("--") === 0 ? style(value) : value;
  };
  var draw = function (chart) {
    var figure = colour(JSON.parse(chart.querySelector("script").textContent));
    var plot = chart.querySelector(".plot");
    var options = { responsive: true, displaylogo: false, displayModeBar: false };
    figure.layout.autosize = true;
    delete figure.layout.width;
    window.Plotly.react(plot, figure.data, dress(figure.layout), options);
    chart.drawn = true;
  };
  var script = document.createElement("script");
  script.src = document.body.dataset.plotly;
  script.onerror = function () {
    charts.forEach(function (chart) {
      var table = chart.querySelector("details");
      if (table) table.open = true;
    });
  };
  script.onload = function () {
    var seen = new IntersectionObserver(function (entries) {
      entries.forEach(function (entry) {
        if (entry.isIntersecting && !entry.target.drawn) draw(entry.target);
      });
    }, { rootMargin: "99999px" });
    charts.forEach(function (chart) { seen.observe(chart); });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", function () {
      charts.forEach(function (chart) { if (chart.drawn) draw(chart); });
    });
  };
  document.head.appendChild(script);
})();
