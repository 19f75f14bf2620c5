// Choosing a place on the drawn map of a city: by pointing, or by the arrow keys. The fields of the form hold it.
const EARTH_KM = 6371;
const STEP = 0.01, LARGE_STEP = 0.05; // shares of the sheet
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const radians = (degrees) => (degrees * Math.PI) / 180;
const degrees = (angle) => (angle * 180) / Math.PI;
const within = (share) => Math.min(1, Math.max(0, share));

/* The projection of the sheet (Lambert's azimuthal equal-area one, as geography.py has it), there and back. */
function projection({ latitude, longitude, left, right, top, bottom }) {
  const [phi0, lambda0] = [radians(latitude), radians(longitude)];
  return {
    place(lat, lon) {
      const [phi, delta] = [radians(lat), radians(lon) - lambda0];
      const near = 1 + Math.sin(phi0) * Math.sin(phi) + Math.cos(phi0) * Math.cos(phi) * Math.cos(delta);
      const k = EARTH_KM * Math.sqrt(2 / near);
      const x = k * Math.cos(phi) * Math.sin(delta);
      const y = k * (Math.cos(phi0) * Math.sin(phi) - Math.sin(phi0) * Math.cos(phi) * Math.cos(delta));
      return [(x - left) / (right - left), (top - y) / (top - bottom)];
    },
    spot(across, down) {
      const [x, y] = [left + across * (right - left), top - down * (top - bottom)];
      const rho = Math.hypot(x, y);
      if (!rho) return [latitude, longitude];
      const c = 2 * Math.asin(rho / (2 * EARTH_KM));
      const phi = Math.asin(Math.cos(c) * Math.sin(phi0) + (y * Math.sin(c) * Math.cos(phi0)) / rho);
      const up = rho * Math.cos(phi0) * Math.cos(c) - y * Math.sin(phi0) * Math.sin(c);
      return [degrees(phi), degrees(lambda0 + Math.atan2(x * Math.sin(c), up))];
    },
  };
}

function begin(map) {
  const numbers = Object.fromEntries(Object.entries(map.dataset).map(([name, value]) => [name, Number(value)]));
  const { place, spot } = projection(numbers);
  const [lat, lon] = ["#id_lat", "#id_lon"].map((field) => document.querySelector(field));
  const [pin, surface, said, remove] = ["pin", "surface", "said", "remove"].map((part) => map.querySelector(`[data-place-${part}]`));
  const districts = [...map.querySelectorAll("[data-name]")].map((one) => one.dataset);
  const number = (text) => (text.trim() ? Number(text.replace(",", ".")) : NaN);
  const language = document.documentElement.lang || "en";
  const inWords = (value) => value.toLocaleString(language, { minimumFractionDigits: 4, maximumFractionDigits: 4 });

  /* The name of the district whose middle is nearest; only on a sheet that has some. */
  const nearest = (across, down) => {
    const away = ({ latitude, longitude }) => {
      const [x, y] = place(Number(latitude), Number(longitude));
      return Math.hypot(x - across, ((y - down) * (numbers.top - numbers.bottom)) / (numbers.right - numbers.left));
    };
    return districts.reduce((best, one) => (best && away(best) <= away(one) ? best : one), null)?.name;
  };

  const show = () => {
    const [latitude, longitude] = [number(lat.value), number(lon.value)];
    const [across, down] = place(latitude, longitude);
    const isChosen = Number.isFinite(across) && Number.isFinite(down);
    pin.toggleAttribute("hidden", !isChosen || across < 0 || across > 1 || down < 0 || down > 1);
    remove.hidden = !isChosen;
    if (!isChosen) { said.textContent = said.dataset.none; return; }
    pin.setAttribute("cx", `${100 * across}%`);
    pin.setAttribute("cy", `${100 * down}%`);
    const district = nearest(across, down);
    said.textContent = (district ? said.dataset.near : said.dataset.at).replace("{district}", district)
      .replace("{latitude}", inWords(latitude)).replace("{longitude}", inWords(longitude));
  };

  const write = (latitude, longitude) => {
    lat.value = latitude;
    lon.value = longitude;
    lat.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const choose = (across, down) => write(...spot(within(across), within(down)).map((value) => value.toFixed(5)));

  surface.addEventListener("click", ({ clientX, clientY }) => {
    const { left, top, width, height } = surface.getBoundingClientRect();
    choose((clientX - left) / width, (clientY - top) / height);
  });
  surface.addEventListener("keydown", (event) => {
    if (event.key === "Delete" || event.key === "Backspace") { event.preventDefault(); write("", ""); return; }
    const move = MOVES[event.key];
    if (!move) return;
    event.preventDefault();
    const start = place(number(lat.value), number(lon.value));
    const [across, down] = start.every(Number.isFinite) ? start : [0.5, 0.5];
    const step = event.shiftKey ? LARGE_STEP : STEP;
    choose(across + step * move[0], down + step * move[1]);
  });
  remove.addEventListener("click", () => { write("", ""); surface.focus(); });
  for (const field of [lat, lon]) field.addEventListener("input", show);
  map.hidden = false;
  show();
}

document.querySelectorAll("[data-place]").forEach(begin);
