// The map of incidents: every spot with the area that words leave open, its people as a disc (the least) in a ring (the
// most); names as HTML, so that the browser shapes Arabic; a slider of days; a table that follows.
"use strict";

const root = document.getElementById("map");
const said = root.dataset;
const arabic = said.language === "ar";
const DAY = 86400000;
const MOST_ROWS = 100;
const PRECISE = new Set(["point", "within 1 km", "community"]);
const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;

// ---- words

const MONTHS = arabic
  ? ["كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول"]
  : ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const digits = (words) =>
  said.digits === "arab" ? String(words).replace(/[0-9]/g, (d) => String.fromCharCode(0x660 + Number(d))) : String(words);
const figure = (p) => {
  if (p.high === null) return "—";
  return digits((p.low === p.high ? `${p.low}` : `${p.low}–${p.high}`) + (p.open ? "+" : ""));
};
const dayWords = (at) => `${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]} ${at.getUTCFullYear()}`;
const span = (first, last) => digits(+first === +last ? dayWords(first) : `${dayWords(first)} – ${dayWords(last)}`);
const precisionWords = (key) => root.getAttribute(`data-precision-${key.replaceAll(" ", "-")}`) || key;
const element = (name, words, attributes = {}) => {
  const made = document.createElement(name);
  if (words) made.textContent = words;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
};
const number = (words, name = "bdi") => element(name, words, { class: "figure", dir: "ltr" });

// ---- shapes

const moved = ([lon, lat], towards, km) => {
  const angle = (towards * Math.PI) / 180;
  return [lon + (km * Math.sin(angle)) / (111.195 * Math.cos((lat * Math.PI) / 180)), lat + (km * Math.cos(angle)) / 111.195];
};
const circle = (at, km) => {
  const ring = Array.from({ length: 48 }, (_, n) => moved(at, n * 7.5, km));
  return { type: "Polygon", coordinates: [[...ring, ring[0]]] };
};
const sector = ([lon, lat, towards, spread, reach]) => {
  const steps = Array.from({ length: 17 }, (_, n) => moved([lon, lat], towards - spread + (n * spread) / 8, reach));
  return { type: "Polygon", coordinates: [[[lon, lat], ...steps, [lon, lat]]] };
};
const shape = (spot, areas) => {
  if (spot.area) return { type: "MultiPolygon", coordinates: areas[spot.area].map((ring) => [ring]) };
  if (spot.ring) return { type: "Polygon", coordinates: [spot.ring] };
  if (spot.sector && spot.sector[4]) return sector(spot.sector);
  if (spot.line) return { type: "LineString", coordinates: spot.line };
  return circle(spot.at, Math.max(spot.km, 0.3));
};
const feature = (geometry, properties) => ({ type: "Feature", geometry, properties });
const collection = (features) => ({ type: "FeatureCollection", features });

// ---- incidents by spot, within some days

const people = (rows) => {
  const stated = rows.filter((one) => one.high !== null);
  if (!stated.length) return { low: 0, best: 0, high: null, open: false };
  const sum = (name) => stated.reduce((total, one) => total + one[name], 0);
  return { low: sum("low"), best: sum("best"), high: sum("high"), open: stated.some((one) => one.open) };
};
const read = (data) =>
  data.incidents.map((row) => {
    const one = Object.fromEntries(data.columns.map((name, n) => [name, row[n]]));
    one.spotOf = one.spot === null ? null : data.spots[one.spot];
    return one;
  });
const within = (incidents, [first, last]) =>
  first === null ? incidents : incidents.filter((one) => one.first !== null && one.first <= last && one.last >= first);

const drawnSpots = (data, incidents) => {
  const at = new Map();
  for (const one of incidents) {
    if (one.spot === null) continue;
    if (!at.has(one.spot)) at.set(one.spot, []);
    at.get(one.spot).push(one);
  }
  const spots = [], areas = [];
  for (const [n, rows] of at) {
    const spot = data.spots[n], sum = people(rows);
    const properties = { n, low: sum.low, high: sum.high === null ? -1 : sum.high, open: sum.open, fine: PRECISE.has(spot.precision) };
    spots.push(feature({ type: "Point", coordinates: spot.at }, properties));
    areas.push(feature(shape(spot, data.areas), { ...properties, line: Boolean(spot.line) }));
  }
  return { spots: collection(spots), areas: collection(areas), at };
};

// ---- layers

const radius = (name) => ["+", 3, ["*", 1.7, ["sqrt", ["max", 0, ["get", name]]]]];
const layers = () => {
  const ink = css(said.harm) || css("killed");
  return [
    { id: "ground", type: "background", paint: { "background-color": css("sunk") } },
    { id: "land", type: "fill", source: "land", filter: ["==", ["get", "kind"], "country"], paint: { "fill-color": css("sheet") } },
    ...[[3, 9, 0.4], [2, 7, 0.6], [1, 0, 1], [0, 0, 1.8]].map(([level, minzoom, width]) => ({
      id: `border-${level}`, type: "line", source: "land", minzoom,
      filter: ["all", ["==", ["get", "kind"], "border"], ["==", ["get", "level"], level]],
      paint: { "line-color": css(level ? "line" : "line-strong"), "line-width": width },
    })),
    { id: "presence", type: "fill", source: "presence", paint: { "fill-color": css("presence"), "fill-opacity": 0.16 } },
    { id: "presence-edge", type: "line", source: "presence", paint: { "line-color": css("presence"), "line-width": 1.5, "line-dasharray": [1, 2] } },
    { id: "area", type: "fill", source: "areas", filter: ["==", ["geometry-type"], "Polygon"],
      paint: { "fill-color": ink, "fill-opacity": ["case", ["get", "fine"], 0.14, 0.07] } },
    { id: "area-edge", type: "line", source: "areas", filter: ["!", ["get", "line"]],
      paint: { "line-color": ink, "line-opacity": 0.55, "line-width": 1, "line-dasharray": [3, 2] } },
    { id: "course", type: "line", source: "areas", filter: ["get", "line"],
      paint: { "line-color": ink, "line-opacity": 0.3, "line-width": 7 } },
    { id: "open", type: "circle", source: "spots", filter: ["get", "open"],
      paint: { "circle-radius": ["+", 4, radius("high")], "circle-opacity": 0, "circle-stroke-color": ink, "circle-stroke-width": 1, "circle-stroke-opacity": 0.6 } },
    { id: "high", type: "circle", source: "spots", filter: [">=", ["get", "high"], 0],
      paint: { "circle-radius": radius("high"), "circle-opacity": 0, "circle-stroke-color": ink, "circle-stroke-width": 1.5 } },
    { id: "low", type: "circle", source: "spots", filter: [">", ["get", "low"], 0],
      paint: { "circle-radius": radius("low"), "circle-color": ink, "circle-opacity": ["case", ["get", "fine"], 0.8, 0.45] } },
    { id: "unstated", type: "circle", source: "spots", filter: ["<", ["get", "high"], 0],
      paint: { "circle-radius": 4, "circle-opacity": 0, "circle-stroke-color": css("line-strong"), "circle-stroke-width": 1.5 } },
    { id: "chosen", type: "line", source: "areas", filter: ["==", ["get", "n"], -1], paint: { "line-color": css("accent"), "line-width": 3 } },
  ];
};
const TOUCHED = ["low", "high", "unstated", "area", "course"];

// A file of one's own beneath: pictures as they are, shapes in two quiet colours.
const underneath = async (maplibre) => {
  if (!said.tiles || !window.pmtiles) return { source: null, layers: [] };
  maplibre.addProtocol("pmtiles", new window.pmtiles.Protocol().tile);
  const address = new URL(said.tiles, location.href).href;
  const header = await new window.pmtiles.PMTiles(address).getHeader().catch(() => null);
  if (!header) return { source: null, layers: [] };
  const url = `pmtiles://${address}`;
  if (header.tileType !== 1) return { source: { type: "raster", url, tileSize: 256 }, layers: [{ id: "under", type: "raster", source: "under", paint: { "raster-opacity": 0.6 } }] };
  const drawn = [["water", "fill", { "fill-color": css("presence-ground") }], ["roads", "line", { "line-color": css("line"), "line-width": 0.8 }]];
  return { source: { type: "vector", url }, layers: drawn.map(([layer, type, paint]) => ({ id: `under-${layer}`, type, source: "under", "source-layer": layer, paint })) };
};

// ---- names: HTML over the map, the more important first, none over another

class Names {
  constructor(map, features) {
    this.map = map;
    this.places = features.filter((one) => one.properties.kind === "name").sort((a, b) => b.properties.rank - a.properties.rank);
    this.layer = element("div", "", { class: "map-names", "aria-hidden": "true" });
    map.getCanvasContainer().append(this.layer);
    this.shown = [];
    map.on("moveend", () => this.choose());
    map.on("move", () => this.put());
    map.on("resize", () => this.choose());
    this.choose();
  }
  choose() {
    const bounds = this.map.getBounds(), zoom = this.map.getZoom(), boxes = [];
    const least = zoom < 6.3 ? 4 : zoom < 7.6 ? 3 : zoom < 9 ? 2 : 1;
    this.layer.replaceChildren();
    this.shown = [];
    for (const { geometry, properties } of this.places) {
      if (properties.rank < least || this.shown.length > 70) break;
      if (properties.rank === 4 && zoom >= 7.6) continue;
      if (!bounds.contains(geometry.coordinates)) continue;
      const words = (arabic ? properties.ar : properties.en) || properties.en || properties.ar;
      const { x, y } = this.map.project(geometry.coordinates), half = words.length * 3.6 + 4;
      const box = [x - half, y - 9, x + half, y + 9];
      if (boxes.some((b) => b[0] < box[2] && b[2] > box[0] && b[1] < box[3] && b[3] > box[1])) continue;
      boxes.push(box);
      const label = element("span", words, { class: `map-name rank-${properties.rank}` });
      this.layer.append(label);
      this.shown.push([label, geometry.coordinates]);
    }
    this.put();
  }
  put() {
    for (const [label, at] of this.shown) {
      const { x, y } = this.map.project(at);
      label.style.transform = `translate(${x}px, ${y}px) translate(-50%, -50%)`;
    }
  }
}

// ---- the table and the card of a spot

const incidentLink = (one) => {
  const words = one.place || (one.spotOf ? one.spotOf.name : said.saidNowhere);
  return said.incident
    ? element("a", words, { href: said.incident.replace(/\/0\//, `/${one.id}/`) + said.asOf })
    : element("bdi", words);
};
const daysOf = (one, begin) =>
  one.first === null ? said.saidUndated : span(new Date(begin + one.first * DAY), new Date(begin + one.last * DAY));
const rowOf = (one, begin, choose) => {
  const row = element("tr", "", { "data-id": one.id });
  const day = element("td", "", { class: "day" });
  day.append(element("bdi", daysOf(one, begin)));
  const place = element("th", "", { scope: "row" });
  place.append(incidentLink(one));
  const precise = element("td", one.spotOf ? "" : said.saidNowhere);
  if (one.spotOf) {
    const button = element("button", precisionWords(one.spotOf.precision), { type: "button", class: "quiet tight" });
    button.addEventListener("click", () => choose([one.spot], true));
    precise.append(button);
  }
  const counted = element("td", "", { class: "num strong" });
  counted.append(number(figure(one)));
  row.append(day, place, precise, counted);
  return row;
};
const fillTable = (incidents, begin, choose) => {
  document.getElementById("rows").replaceChildren(...incidents.slice(0, MOST_ROWS).map((one) => rowOf(one, begin, choose)));
};
const fillCard = (card, numbers, at, data, begin) => {
  card.replaceChildren();
  for (const n of numbers) {
    const spot = data.spots[n], rows = at.get(n) || [];
    const head = element("h3", "");
    head.append(element("bdi", spot.name), " ", number(figure(people(rows))));
    const list = element("ul");
    for (const one of rows.slice(0, 30)) {
      const line = element("li");
      line.append(incidentLink(one), " · ", element("bdi", daysOf(one, begin)), " · ", number(figure(one)));
      if (one.parties.length) line.append(" · ", one.parties.map((key) => data.parties[key]).join(arabic ? "، " : ", "));
      if (!one.sure) line.append(" · ", said.saidPerhaps);
      list.append(line);
    }
    const km = digits(spot.km >= 10 ? Math.round(spot.km) : spot.km);
    const precision = element("p", precisionWords(spot.precision) + " ", { class: "small" });
    precision.append(element("bdi", `±${km} ${arabic ? "كم" : "km"}`));
    card.append(head, precision, list);
  }
  card.hidden = !numbers.length;
};
const presenceCard = (card, one) => {
  const head = element("h3", "");
  head.append(element("bdi", one.who), " · ", said.saidPresent);
  const days = [one.said, one.until].filter(Boolean).map((day) => new Date(`${day}T00:00Z`));
  const words = element("p", "");
  words.append(element("bdi", one.words));
  card.append(head, element("p", days.length ? span(days[0], days[days.length - 1]) : said.saidUndated, { class: "small" }), words);
  card.hidden = false;
};

// ---- time

const slider = (form, length, begin, show) => {
  const [stretch, day, play] = ["stretch", "day", "play"].map((name) => form.elements[name]);
  const told = form.querySelector("output");
  day.max = length;
  day.value = length;
  const tell = () => {
    const width = Number(stretch.value), last = Number(day.value);
    const shown = width ? [last - width + 1, last] : [null, null];
    const words = width ? span(new Date(begin + Math.max(0, shown[0]) * DAY), new Date(begin + last * DAY)) : said.saidAll;
    told.textContent = words;
    day.setAttribute("aria-valuetext", words);
    day.disabled = play.disabled = !width;
    show(shown);
  };
  let timer = null;
  const stop = () => {
    clearInterval(timer);
    timer = null;
    play.setAttribute("aria-pressed", "false");
  };
  play.addEventListener("click", () => {
    if (timer) return stop();
    if (Number(day.value) >= length) day.value = 0;
    play.setAttribute("aria-pressed", "true");
    timer = setInterval(() => {
      day.value = Math.min(length, Number(day.value) + Math.max(1, Math.round(Number(stretch.value) / 4)));
      tell();
      if (Number(day.value) >= length) stop();
    }, 500);
  });
  stretch.addEventListener("change", () => { stop(); tell(); });
  day.addEventListener("input", () => { stop(); tell(); });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  tell();
};

// ---- all together

const boundsOf = (data) => {
  const found = data.spots.flatMap((spot) => [225, 45].map((angle) => moved(spot.at, angle, spot.km)));
  if (!found.length) return [[35.5, 32.2], [42.4, 37.4]];
  const lons = found.map((p) => p[0]), lats = found.map((p) => p[1]);
  return [[Math.min(...lons), Math.min(...lats)], [Math.max(...lons), Math.max(...lats)]];
};

const begun = async () => {
  const got = (address) => fetch(address, { credentials: "same-origin" }).then((answer) => answer.json());
  const [maplibre, data, land] = await Promise.all([import(said.library), got(said.url), got(said.land)]);
  maplibre.setWorkerUrl(new URL(said.worker, location.href).href);
  const under = await underneath(maplibre);
  root.replaceChildren();
  const incidents = read(data), begin = data.begin ? Date.parse(`${data.begin}T00:00Z`) : 0;
  const presences = collection(data.presences.map((one, n) => feature({ type: "Polygon", coordinates: [one.ring] }, { n })));
  const empty = collection([]);
  const style = () => {
    const drawn = layers();
    drawn.splice(2, 0, ...under.layers);
    const sources = { land, presence: presences, spots: empty, areas: empty };
    const made = Object.fromEntries(Object.entries(sources).map(([name, value]) => [name, { type: "geojson", data: value }]));
    return { version: 8, sources: { ...made, ...(under.source ? { under: under.source } : {}) }, layers: drawn };
  };
  const map = new maplibre.Map({
    container: root, style: style(), bounds: boundsOf(data), fitBoundsOptions: { padding: 40, maxZoom: 10, animate: false },
    minZoom: 4, maxZoom: 14, attributionControl: false, dragRotate: false, pitchWithRotate: false, touchPitch: false,
    cooperativeGestures: false, fadeDuration: 0,
    locale: { "NavigationControl.ZoomIn": said.saidLarger, "NavigationControl.ZoomOut": said.saidSmaller, "Map.Title": said.saidMap },
  });
  map.addControl(new maplibre.NavigationControl({ showCompass: false }), arabic ? "top-left" : "top-right");
  map.addControl(new maplibre.ScaleControl({ unit: "metric" }), arabic ? "bottom-right" : "bottom-left");
  map.touchZoomRotate.disableRotation();
  const card = document.getElementById("spot");
  let at = new Map(), now = [null, null];
  const choose = (numbers, far) => {
    map.setFilter("chosen", ["in", ["get", "n"], ["literal", numbers]]);
    fillCard(card, numbers, at, data, begin);
    if (far && numbers.length) {
      const spot = data.spots[numbers[0]], reach = Math.max(spot.km, 5);
      map.fitBounds([moved(spot.at, 225, reach * 1.4), moved(spot.at, 45, reach * 1.4)], { padding: 30, maxZoom: 11, animate: !calm });
    }
  };
  const show = (days) => {
    now = days;
    const seen = within(incidents, days), drawn = drawnSpots(data, seen);
    at = drawn.at;
    map.getSource("spots").setData(drawn.spots);
    map.getSource("areas").setData(drawn.areas);
    fillTable(seen, begin, choose);
    root.dataset.shown = String(seen.length);
  };
  await new Promise((done) => map.once("load", done));
  new Names(map, land.features);
  map.on("click", (event) => {
    const box = [[event.point.x - 4, event.point.y - 4], [event.point.x + 4, event.point.y + 4]];
    const touched = map.queryRenderedFeatures(box, { layers: TOUCHED });
    const fine = touched.filter((one) => one.source === "spots");
    choose([...new Set((fine.length ? fine : touched).map((one) => one.properties.n))].slice(0, 6), false);
    const [present] = map.queryRenderedFeatures(box, { layers: ["presence"] });
    if (present) presenceCard(card, data.presences[present.properties.n]);
  });
  map.on("mousemove", (event) => {
    const [over] = map.queryRenderedFeatures(event.point, { layers: [...TOUCHED, "presence"] });
    map.getCanvas().style.cursor = over ? "pointer" : "";
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    map.setStyle(style(), { diff: false });
    map.once("styledata", () => show(now));
  });
  const length = Math.max(0, ...incidents.map((one) => one.last || 0));
  const time = document.querySelector(".map-time");
  if (length && time) slider(time, length, begin, show);
  else show([null, null]);
  map.once("idle", () => { root.dataset.drawn = "yes"; });
};

const begin = () => begun().catch((error) => {
  root.replaceChildren(element("p", said.saidNone, { class: "map-word", role: "status" }));
  root.dataset.drawn = "no";
  console.warn(error);
});

// A small map on another page is fetched when it comes into sight.
if (said.lazy) {
  const sight = new IntersectionObserver((seen) => {
    if (!seen.some((one) => one.isIntersecting)) return;
    sight.disconnect();
    begin();
  }, { rootMargin: "100px" });
  sight.observe(root);
} else begin();
