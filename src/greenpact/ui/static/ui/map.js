// A drawn map becomes one that can be moved, on request: only then is the map library fetched, from our own host.
const PLAIN = { type: "FeatureCollection", features: [] };

const colour = (name) => {
  // The browser itself turns any colour into numbers: a canvas point tells them.
  const value = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const brush = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  brush.fillStyle = value || "#777";
  brush.fillRect(0, 0, 1, 1);
  const [red, green, blue] = brush.getImageData(0, 0, 1, 1).data;
  return `rgb(${red},${green},${blue})`;
};

const drawnPoints = (figure) => ({
  ...PLAIN,
  features: [...figure.querySelectorAll("a[data-latitude]")].map((link) => ({
    type: "Feature",
    geometry: { type: "Point", coordinates: [Number(link.dataset.longitude), Number(link.dataset.latitude)] },
    properties: { name: link.dataset.name, address: link.getAttribute("href"), radius: Number(link.dataset.radius) },
  })),
});

const fetched = async (address) => (await fetch(address, { credentials: "same-origin" })).json();

const style = (land, points) => ({
  version: 8,
  sources: {
    land: { type: "geojson", data: land },
    points: { type: "geojson", data: points },
  },
  layers: [
    { id: "water", type: "background", paint: { "background-color": colour("--gp-water") } },
    { id: "land", type: "fill", source: "land", paint: { "fill-color": colour("--gp-land"), "fill-antialias": false } },
    {
      id: "points",
      type: "circle",
      source: "points",
      paint: {
        "circle-radius": ["max", 6, ["coalesce", ["get", "radius"], 6]],
        "circle-color": colour("--gp-accent"),
        "circle-opacity": 0.85,
        "circle-stroke-width": 1.5,
        "circle-stroke-color": colour("--gp-paper"),
      },
    },
  ],
});

const boundsOf = (library, points) => {
  const bounds = new library.LngLatBounds();
  for (const { geometry } of points.features) {
    if (geometry?.type === "Point") bounds.extend(geometry.coordinates);
  }
  return bounds;
};

const card = ({ name, address }) => {
  const link = document.createElement(address ? "a" : "strong");
  if (address) link.href = address;
  link.textContent = name;
  return link;
};

const styleSheet = (address) => new Promise((done, failed) => {
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: address });
  link.addEventListener("load", done);
  link.addEventListener("error", failed);
  document.head.append(link);
});

async function open(figure) {
  const { library: code, worker, styles, land, source } = figure.dataset;
  const [library, ground, points] = await Promise.all([
    import(code), fetched(land), source ? fetched(source) : drawnPoints(figure), styleSheet(styles),
  ]);
  library.setWorkerUrl(new URL(worker, location.href).href);
  const place = document.createElement("div");
  place.className = "gp-map__live";
  figure.querySelector("[data-map-sheet]").replaceChildren(place);
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = new library.Map({
    container: place,
    style: style(ground, points),
    bounds: boundsOf(library, points),
    fitBoundsOptions: { padding: 40, maxZoom: 13 },
    attributionControl: false,
    cooperativeGestures: true,
    fadeDuration: still ? 0 : 200,
    locale: JSON.parse(figure.querySelector("[data-map-words]").textContent),
  });
  map.addControl(new library.NavigationControl({ showCompass: false }), "top-right");
  map.addControl(new library.ScaleControl({ maxWidth: 120 }), "bottom-left");
  map.on("click", "points", ({ features: [feature] }) => {
    new library.Popup({ closeButton: true }).setLngLat(feature.geometry.coordinates)
      .setDOMContent(card(feature.properties)).addTo(map);
  });
  for (const [event, pointer] of [["mouseenter", "pointer"], ["mouseleave", ""]]) {
    map.on(event, "points", () => { map.getCanvas().style.cursor = pointer; });
  }
  new MutationObserver(() => map.setStyle(style(ground, points)))
    .observe(document.documentElement, { attributeFilter: ["data-kern-theme"] });
  map.getCanvas().focus();
}

function prepare(figure) {
  const button = figure.querySelector("[data-map-open]");
  if (!button || figure.dataset.prepared) return;
  figure.dataset.prepared = "yes";
  button.hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      await open(figure);
      button.remove();
    } catch (error) {
      // Without WebGL or without network the drawn map simply stays.
      figure.querySelector("[data-map-failed]").hidden = false;
      button.remove();
      console.info("map stays drawn:", error.message);
    }
  });
}

const prepareAll = () => document.querySelectorAll("figure[data-map]").forEach(prepare);
prepareAll();
document.addEventListener("htmx:afterSwap", prepareAll);
