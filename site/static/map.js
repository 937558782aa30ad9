// Draws each figure.map from the list of places in it: points, larger where there were more visits, or a way with numbered stops.
// Leaflet and the outlines of the countries come from this site; there are no tiles and no third parties.

const SHORTEST_WAY = 180; // degrees: two stops that are farther apart are nearer the other way round the earth
const CLOSEST = 6; // the outlines are too coarse for more
const INHABITED = [[-45, -165], [68, 179]]; // Antarctica would make all else small; it can be moved to
const LONE_RADIUS = 7;
const CREDIT = "Outlines: Natural Earth. Points: GeoNames.";

const stands_still = matchMedia("(prefers-reduced-motion: reduce)").matches;

for (const figure of document.querySelectorAll("figure.map")) {
  draw(figure).catch((error) => {
    console.error("The map could not be drawn; its list stays.", error);
    figure.querySelector(".map-canvas").hidden = true;
  });
}

async function draw(figure) {
  const [leaflet, answer] = await Promise.all([import(figure.dataset.leaflet), fetch(figure.dataset.outlines)]);
  if (!answer.ok) throw new Error(`no outlines: ${answer.status}`);
  const outlines = await answer.json();
  const places = [...figure.querySelectorAll(".map-places li")].map(read);
  const isWay = "way" in figure.dataset;
  if (isWay) unroll(places);

  const canvas = figure.querySelector(".map-canvas");
  canvas.hidden = false;
  const map = leaflet.map(canvas, {
    attributionControl: true,
    fadeAnimation: !stands_still,
    maxZoom: CLOSEST,
    minZoom: 0,
    scrollWheelZoom: false, // the wheel scrolls the page
    zoomAnimation: !stands_still,
    zoomSnap: 0.25,
  });
  map.attributionControl.setPrefix("").addAttribution(CREDIT);
  const points = places.map((place) => place.at);
  show(leaflet, map, points, isWay);
  addOutlines(leaflet, map, outlines, isWay ? points : [], figure.dataset.shaded);
  if (isWay) addWay(leaflet, map, places);
  else addPlaces(leaflet, map, places);
  canvas.dataset.drawn = places.length;
  // A map that was drawn while its box had another size would be grey in part.
  new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(canvas);
}

function read(item) {
  const link = item.querySelector("a");
  return {
    at: item.dataset.at.split(" ").map(Number),
    visits: Number(item.dataset.visits ?? 0),
    name: item.textContent.trim().replace(/\s+/g, " "),
    address: link.getAttribute("href"),
  };
}

// The longitudes of a way, so that each leg goes the shorter way, if need be over the edge of the map.
function unroll(places) {
  for (let index = 1; index < places.length; index += 1) {
    const before = places[index - 1].at[1];
    while (places[index].at[1] - before > SHORTEST_WAY) places[index].at[1] -= 360;
    while (before - places[index].at[1] > SHORTEST_WAY) places[index].at[1] += 360;
  }
}

function show(leaflet, map, points, isWay) {
  const longitudes = points.map((point) => point[1]);
  const isWholeWorld = !isWay && Math.max(...longitudes) - Math.min(...longitudes) > SHORTEST_WAY;
  if (points.length === 1) map.setView(points[0], 4);
  else if (isWholeWorld) map.fitBounds(INHABITED, { animate: false });
  else map.fitBounds(leaflet.latLngBounds(points).pad(0.1), { maxZoom: 5, animate: false });
}

// Once more to the left or right where a way goes over the edge.
function addOutlines(leaflet, map, outlines, points, shaded) {
  const longitudes = points.map((point) => point[1]);
  const offsets = [0];
  if (Math.min(...longitudes) < -150) offsets.push(-360);
  if (Math.max(...longitudes) > 150) offsets.push(360);
  for (const offset of offsets) {
    leaflet
      .geoJSON(outlines, {
        interactive: false,
        coordsToLatLng: ([longitude, latitude]) => leaflet.latLng(latitude, longitude + offset),
        style: (feature) => ({
          className: shaded && feature.properties.iso_alpha3 === shaded ? "map-land map-shaded" : "map-land",
          weight: 0.7,
        }),
      })
      .addTo(map);
  }
}

function addPlaces(leaflet, map, places) {
  const most = Math.max(...places.map((place) => place.visits), 1);
  const scale = Math.min(1, Math.max(0.5, map.getSize().x / 900));
  // The small ones last, so that they lie on top.
  for (const place of [...places].sort((one, other) => other.visits - one.visits)) {
    const radius = place.visits ? (3 + 11 * Math.sqrt(place.visits / most)) * scale : LONE_RADIUS;
    leaflet.circleMarker(place.at, { className: "map-point", radius, weight: 1 }).bindTooltip(label(place.name)).bindPopup(link(place)).addTo(map);
  }
}

function addWay(leaflet, map, places) {
  leaflet.polyline(places.map((place) => place.at), { className: "map-way", interactive: false, weight: 2 }).addTo(map);
  const stays = new Map();
  places.forEach((place, index) => {
    const key = place.at.join(" ");
    const stay = stays.get(key) ?? { place, numbers: [], names: [] };
    stay.numbers.push(index + 1);
    stay.names.push(place.name);
    stays.set(key, stay);
  });
  for (const { place, numbers, names } of stays.values()) {
    const said = `${numbers.join(", ")}: ${names.join("; ")}`;
    const icon = leaflet.divIcon({ className: "map-stop", html: label(numbers.join("·")), iconSize: [0, 0] });
    const marker = leaflet.marker(place.at, { icon, keyboard: true, riseOnHover: true });
    marker.bindTooltip(label(said)).bindPopup(link({ ...place, name: said })).addTo(map);
    const element = marker.getElement();
    element.setAttribute("role", "button");
    element.setAttribute("aria-label", said);
  }
}

// As elements, never as HTML: the names come from the data.
function label(text) {
  const element = document.createElement("span");
  element.textContent = text;
  return element;
}

function link(place) {
  const element = document.createElement("a");
  element.href = place.address;
  element.textContent = place.name;
  return element;
}
