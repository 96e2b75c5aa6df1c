/* Where the names on the map go: none covers another, and none stands on another named area without a line to its own.
 *
 * The same placement as in geo/map/label_placement.py, line for line; tests/data/label_cases.json holds both to it.
 * All is in pixels. Costs are in pixels of a screen whose letters are FONT high: every distance grows with the letters.
 *
 * label   {code, at: {x, y}, room, widths: [name, letters], kept}: the point that it names, how wide the area is, how
 *         wide its lines are in type sizes, and whether its name may not give way to the letters alone
 * ground  {footprints, named, left, top, width}: the lines of geo/map/footprints.py, the codes of the areas that are
 *         painted, and where all areas together lie
 */
window.TicwLabels = (() => {
  "use strict";
  const FONT = 13;
  const LETTERS = 0.02; // type size, of the frame's own size
  const SMALLER = [1, 0.8]; // the sizes that are tried where the names do not fit
  const SPACING = 1.18; // from line to line of a label, in type sizes
  const RINGS = [0, 10, 20, 34, 48, 64, 84, 110];
  const ANGLES = 16;
  const NEAR = 20; // up to here a label stays on its point; farther away it stands beside it
  const FAR = 84; // from here on a label is too far away to be told for whose it is
  const CLEAR = 34; // from here on a small area's name stands clear of the area
  const ROOM = 0.72; // an area narrower than this part of its name is small
  const ANCHOR = 18; // pixels around a point that the names of others leave free
  const TOUCH = 0.02; // so much of a label may reach over to another area, for its letters do not fill it
  const LEAN = 0.2; // so much of it if a line leads to its own
  const ROUNDS = 4; // how often labels may move aside for each other

  // costs: of a square pixel cut off or covered, of a line through a label, of a label on another area,
  // of one that lies on other areas altogether, of a covered point, of crossing lines, of a name that hides its area
  const LOST = 40;
  const CROSSED = 300;
  const ASTRAY = 300;
  const COVERED = 320;
  const HIDDEN = 45;
  const TANGLED = 120;
  const SMALL = 120;
  const STRAYED = 100; // of a label too far away
  const PASSED = 40; // of a quarter of a line that runs over other named areas

  const overlap = (a, b) =>
    Math.max(0, Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x)) *
    Math.max(0, Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y));
  const grown = ({x, y, w, h}, by, down = by) => ({x: x - by, y: y - down, w: w + 2 * by, h: h + 2 * down});
  const holds = ({x, y, w, h}, at) => x <= at.x && at.x <= x + w && y <= at.y && at.y <= y + h;

  /** The type sizes to try on a frame: they grow with it. least: in pixels; factor: larger for a hall. */
  const sizes = (width, height, least = 0, factor = 1) => {
    const size = LETTERS * factor * Math.min(width, height * 1.25);
    return [...new Set(SMALLER.map((step) => Math.max(least, Math.floor(size * step * 100 + 0.5) / 100)))];
  };

  /** Where the line from a point ends: at the nearest edge of the box, null for a point inside it. */
  const leaderEnd = (at, {x, y, w, h}) => {
    const end = {x: Math.min(Math.max(at.x, x), x + w), y: Math.min(Math.max(at.y, y), y + h)};
    return end.x === at.x && end.y === at.y ? null : end;
  };

  const side = (from, to, x, y) => (to.x - from.x) * (y - from.y) - (to.y - from.y) * (x - from.x);

  /** Whether a line runs through a box: it reaches across it, and has corners of it on either side. */
  const crosses = (from, to, {x, y, w, h}) => {
    if (Math.min(from.x, to.x) >= x + w || Math.max(from.x, to.x) <= x) return false;
    if (Math.min(from.y, to.y) >= y + h || Math.max(from.y, to.y) <= y) return false;
    const a = side(from, to, x, y);
    const b = side(from, to, x + w, y);
    const c = side(from, to, x, y + h);
    const d = side(from, to, x + w, y + h);
    return Math.min(a, b, c, d) < 0 && Math.max(a, b, c, d) > 0;
  };

  const tangled = (from, to, {from: start, to: end}) =>
    side(from, to, start.x, start.y) * side(from, to, end.x, end.y) < 0 &&
    side(start, end, from.x, from.y) * side(start, end, to.x, to.y) < 0;

  const DIRECTIONS = Array.from({length: ANGLES}, (_, step) => (step * Math.PI * 2) / ANGLES).map((angle) => [
    Math.cos(angle),
    Math.sin(angle),
  ]);

  /** The lines of the footprints with the stretches of named areas alone. */
  const namedLines = ({codes, lines}, named) => {
    const wanted = codes.map((code) => named.has(code));
    return lines.map((line) => {
      const kept = [];
      for (let k = 0; k < line.length; k += 3) if (wanted[line[k + 2]]) kept.push(line[k], line[k + 1], line[k + 2]);
      return kept;
    });
  };

  /** One try to place all labels at one type size. */
  const settle = (labels, frame, blocked, size, ground) => {
    const scale = size / FONT;
    const square = scale * scale; // costs count square pixels of the screen
    const {width, pitch, codes} = ground.footprints;
    const {lines} = ground;
    const unit = ground.width ? width / ground.width : 0;
    const boxes = new Map();
    const leaders = new Map();
    const reach = ANCHOR * scale;
    const points = labels.map(({code, at}) => ({code, x: at.x - reach / 2, y: at.y - reach / 2, w: reach, h: reach}));

    /** Whether a line, so far along, is on another named area. */
    const passes = (from, to, part, own) => {
      const across = (from.x + (to.x - from.x) * part - ground.left) * unit;
      const line = lines[Math.floor(((from.y + (to.y - from.y) * part - ground.top) * unit) / pitch)] || [];
      for (let k = 0; k < line.length; k += 3) {
        if (line[k] < across && across < line[k + 1] && line[k + 2] !== own) return true;
      }
      return false;
    };

    /** How much of a label lies on other named areas, 0 to 1. */
    const share = (box, own) => {
      if (!unit) return 0;
      const left = (box.x - ground.left) * unit;
      const top = (box.y - ground.top) * unit;
      const right = left + box.w * unit;
      const bottom = top + box.h * unit;
      const first = Math.max(0, Math.ceil(top / pitch - 0.5));
      const last = Math.min(lines.length, Math.ceil(bottom / pitch - 0.5));
      let covered = 0;
      for (let row = first; row < last; row += 1) {
        const line = lines[row];
        for (let k = 0; k < line.length; k += 3) {
          if (line[k] >= right || line[k + 1] <= left || line[k + 2] === own) continue;
          covered += Math.min(line[k + 1], right) - Math.max(line[k], left);
        }
      }
      return (covered * pitch) / (box.w * box.h * unit * unit);
    };

    /** The cheapest candidate, and whether even that breaks a rule. */
    const best = ({code, at, room, widths}) => {
      const w = Math.max(...widths) * size + 2 * scale;
      const h = size * SPACING * widths.length;
      const small = room < w * ROOM;
      const own = codes.indexOf(code);
      const anchors = points.filter((other) => other.code !== code);
      const others = [...boxes.values()];
      const taken = [...blocked, ...others].map((box) => grown(box, 2 * scale, scale));
      const lines = [...leaders.values()];
      let found = {box: {x: 0, y: 0, w, h}, cost: Infinity, faulty: false};
      for (const ring of RINGS) {
        if (ring >= found.cost) break; // those farther away cost more
        const away = ring > NEAR ? 0.5 : 0;
        const base = ring + (small && ring < CLEAR ? SMALL : 0);
        const directions = ring ? DIRECTIONS : DIRECTIONS.slice(0, 1);
        for (const [cos, sin] of directions) {
          // the centre goes around the point on an ellipse that is wider by the label's own half width
          const x = at.x + cos * (ring * scale + away * w) - w / 2;
          const y = at.y + sin * (ring * scale + away * h) - h / 2;
          const box = {x, y, w, h};
          let soft = base;
          const most = ((found.cost - soft) * square) / LOST + 1; // what loses more is no better for certain
          let lost = w * h - overlap(box, frame);
          for (let k = 0; k < taken.length && lost < most; k += 1) lost += overlap(box, taken[k]);
          let hard = (LOST * lost) / square + (ring >= FAR ? STRAYED : 0);
          if (soft + hard >= found.cost) continue;
          for (let k = 0; k < anchors.length; k += 1) if (overlap(box, anchors[k])) soft += HIDDEN;
          const end = leaderEnd(at, box);
          if (end) {
            for (let k = 0; k < others.length; k += 1) if (crosses(at, end, others[k])) hard += CROSSED;
            for (let k = 0; k < lines.length; k += 1) if (tangled(at, end, lines[k])) hard += TANGLED;
            for (let quarter = 1; quarter < 4; quarter += 1) if (passes(at, end, quarter / 4, own)) soft += PASSED;
          }
          for (let k = 0; k < lines.length; k += 1) if (crosses(lines[k].from, lines[k].to, box)) hard += CROSSED;
          if (soft + hard >= found.cost) continue;
          const covered = share(box, own);
          soft += COVERED * covered;
          if (covered > (end ? LEAN : TOUCH)) hard += ASTRAY;
          const cost = Math.floor((soft + hard) * 100 + 0.5) / 100;
          if (cost < found.cost) found = {box, cost, faulty: hard >= 1};
        }
      }
      return found;
    };

    // those of large areas choose first, then all move aside for each other
    let faulty = new Set();
    for (let turn = 0; turn < ROUNDS; turn += 1) {
      const before = faulty.size;
      let moved = false;
      faulty = new Set();
      for (const label of labels) {
        const last = boxes.get(label.code);
        boxes.delete(label.code);
        leaders.delete(label.code);
        const found = best(label);
        moved = moved || !last || last.x !== found.box.x || last.y !== found.box.y;
        boxes.set(label.code, found.box);
        const end = leaderEnd(label.at, found.box);
        if (end) leaders.set(label.code, {from: label.at, to: end});
        if (found.faulty) faulty.add(label.code);
      }
      if (!moved || (turn && faulty.size && faulty.size >= before)) break; // no better for it
    }
    const placed = labels.map((label) => ({
      label,
      box: boxes.get(label.code),
      leader: leaders.has(label.code) ? leaders.get(label.code).to : null,
      lines: label.widths.length,
    }));
    return {size, placed, faulty};
  };

  /** A place for each label inside the frame, away from what is blocked: {size, placed: [{label, box, leader, lines}]}.
   *
   * Where they do not all find one, the letters get smaller; then names give way to letters alone: lines counts those
   * to be written, from the last. A label whose point lies outside the frame is left out.
   */
  const place = (labels, frame, blocked, tried, land) => {
    const ground = {...land, lines: namedLines(land.footprints, land.named)};
    const seen = labels.filter((label) => holds(frame, label.at)).sort((a, b) => b.room - a.room);
    let found;
    for (const size of tried) {
      found = settle(seen, frame, blocked, size, ground);
      if (!found.faulty.size) return found;
    }
    const bare = new Set();
    while (found.faulty.size) {
      const short = seen.filter((label) => !label.kept && label.widths.length > 1 && !bare.has(label.code));
      const own = short.filter((label) => found.faulty.has(label.code));
      // from the smallest area; what its own letters cannot help, those of its neighbours may
      const shortened = own.length ? own : short;
      if (!shortened.length) break;
      // one, then two, then four at a time: who waits at a redraw waits for every try
      for (const {code} of shortened.slice(-Math.max(1, bare.size))) bare.add(code);
      const fewer = seen.map((label) => (bare.has(label.code) ? {...label, widths: label.widths.slice(1)} : label));
      found = settle(fewer, frame, blocked, found.size, ground);
    }
    return found;
  };

  return {FONT, SPACING, overlap, crosses, leaderEnd, sizes, place};
})();
