/* Where the names on the map go: none covers another, and none stands on another named area without a line to its own.
 *
 * The same placement as in geo/export/labels.py, line for line; tests/data/label_cases.json holds both to it.
 * All is in pixels. Costs are in pixels of a screen whose letters are FONT high: every distance grows with the letters.
 *
 * label   {code, at: {x, y}, room, widths: [name, letters], kept}: the point that it names, how wide the area is, how
 *         wide its lines are in type sizes, and whether its name may not give way to the letters alone
 * ground  {footprints, named, left, top, width}: the lines of geo/footprints.py, the codes of the areas that are
 *         painted, and where all areas together lie
 */
window.TicwLabels = (() => {
  "use strict";
  const FONT = 13;
  const LETTERS = 0.02; // type size, of the frame's own size
  const SMALLER = [1, 0.87, 0.75]; // the sizes that are tried where the names do not fit
  const SPACING = 1.18; // from line to line of a label, in type sizes
  const RINGS = [0, 10, 20, 34, 48, 64, 84, 108, 136];
  const ANGLES = 16;
  const NEAR = 20; // up to here a label stays on its point; farther away it stands beside it
  const CLEAR = 34; // from here on a small area's name stands clear of the area
  const ROOM = 0.72; // an area narrower than this part of its name is small
  const ANCHOR = 18; // pixels around a point that the names of others leave free
  const TOUCH = 0.02; // so much of a label may reach over to another area, for its letters do not fill it
  const ROUNDS = 4; // how often labels may move aside for each other

  // costs: of a square pixel cut off or covered, of a line through a label, of a label astray without a line,
  // of one that lies on other areas altogether, of a covered point, of crossing lines, of a name that hides its area
  const LOST = 40;
  const CROSSED = 300;
  const ASTRAY = 300;
  const COVERED = 200;
  const HIDDEN = 45;
  const TANGLED = 120;
  const SMALL = 120;

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

  /** Whether a line [from, to] runs through a box. */
  const crosses = ([from, to], {x, y, w, h}) => {
    const [across, down] = [to.x - from.x, to.y - from.y];
    let [enters, leaves] = [0, 1];
    for (const [step, room] of [[-across, from.x - x], [across, x + w - from.x], [-down, from.y - y], [down, y + h - from.y]]) {
      if (step === 0) {
        if (room < 0) return false;
      } else if (step < 0) enters = Math.max(enters, room / step);
      else leaves = Math.min(leaves, room / step);
    }
    return enters < leaves;
  };

  const side = ([from, to], at) => (to.x - from.x) * (at.y - from.y) - (to.y - from.y) * (at.x - from.x);
  const tangled = (one, other) =>
    side(one, other[0]) * side(one, other[1]) < 0 && side(other, one[0]) * side(other, one[1]) < 0;

  const DIRECTIONS = Array.from({length: ANGLES}, (_, step) => (step * Math.PI * 2) / ANGLES)
    .map((angle) => [Math.cos(angle), Math.sin(angle)]);

  /** One try to place all labels at one type size. */
  const settle = (labels, frame, blocked, size, ground) => {
    const scale = size / FONT;
    const square = scale * scale; // costs count square pixels of the screen
    const {width, pitch, codes, lines} = ground.footprints;
    const unit = ground.width ? width / ground.width : 0;
    const boxes = new Map();
    const leaders = new Map();

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
          if (line[k] >= right || line[k + 1] <= left) continue;
          const code = codes[line[k + 2]];
          if (code === own || !ground.named.has(code)) continue;
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
      const anchors = labels.filter((other) => other.code !== code)
        .map((other) => grown({...other.at, w: 0, h: 0}, (ANCHOR * scale) / 2));
      const taken = [...blocked, ...boxes.values()];
      let found = {box: {x: 0, y: 0, w, h}, cost: Infinity, faulty: false};
      for (const ring of RINGS) {
        if (ring >= found.cost) break; // those farther away cost more
        const away = ring > NEAR ? 0.5 : 0;
        for (const [cos, sin] of ring ? DIRECTIONS : DIRECTIONS.slice(0, 1)) {
          // the centre goes around the point on an ellipse that is wider by the label's own half width
          const x = at.x + cos * (ring * scale + away * w);
          const y = at.y + sin * (ring * scale + away * h);
          const box = {x: x - w / 2, y: y - h / 2, w, h};
          let soft = ring + (small && ring < CLEAR ? SMALL : 0);
          const margin = grown(box, 2 * scale, scale);
          let lost = w * h - overlap(box, frame);
          for (const other of taken) lost += overlap(margin, other);
          let hard = (LOST * lost) / square;
          if (soft + hard >= found.cost) continue;
          for (const anchor of anchors) if (overlap(box, anchor)) soft += HIDDEN;
          const end = leaderEnd(at, box);
          if (end) {
            for (const other of boxes.values()) if (crosses([at, end], other)) hard += CROSSED;
            for (const other of leaders.values()) if (tangled([at, end], other)) soft += TANGLED;
          }
          for (const other of leaders.values()) if (crosses(other, box)) hard += CROSSED;
          if (soft + hard >= found.cost) continue;
          const covered = share(box, code);
          soft += COVERED * covered;
          if (!end && covered > TOUCH) hard += ASTRAY;
          const cost = Math.floor((soft + hard) * 100 + 0.5) / 100;
          if (cost < found.cost) found = {box, cost, faulty: hard >= 1};
        }
      }
      return found;
    };

    // those of large areas choose first, then all move aside for each other
    const faulty = new Set();
    for (let round = 0; round < ROUNDS; round += 1) {
      let moved = false;
      faulty.clear();
      for (const label of labels) {
        const before = boxes.get(label.code);
        boxes.delete(label.code);
        leaders.delete(label.code);
        const found = best(label);
        moved = moved || !before || before.x !== found.box.x || before.y !== found.box.y;
        boxes.set(label.code, found.box);
        const end = leaderEnd(label.at, found.box);
        if (end) leaders.set(label.code, [label.at, end]);
        if (found.faulty) faulty.add(label.code);
      }
      if (!moved) break;
    }
    const placed = labels.map((label) => ({
      label, box: boxes.get(label.code), leader: leaders.has(label.code) ? leaders.get(label.code)[1] : null,
      lines: label.widths.length,
    }));
    return {size, placed, faulty};
  };

  /** A place for every label inside the frame, away from what is blocked: {size, placed: [{label, box, leader, lines}]}.
   *
   * Where they do not all find one, the letters get smaller; then names give way to letters alone: lines counts those
   * to be written, from the last. A label whose point lies outside the frame is left out.
   */
  const place = (labels, frame, blocked, tried, ground) => {
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
      // what cannot be helped by its own letters is helped by those of its neighbours
      const shortened = own.length ? own : short;
      if (!shortened.length) break;
      for (const {code} of shortened) bare.add(code);
      const fewer = seen.map((label) => (bare.has(label.code) ? {...label, widths: label.widths.slice(1)} : label));
      found = settle(fewer, frame, blocked, found.size, ground);
    }
    return found;
  };

  return {FONT, SPACING, overlap, crosses, leaderEnd, sizes, place};
})();
