// What these pages need beside htmx: times in the reader's zone, charts from the tables beside them, what changes said aloud.
(() => {
  'use strict';

  const clock = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

  const times = root =>
    root.querySelectorAll('time[datetime]').forEach(time => {
      const moment = new Date(time.dateTime);
      if (!Number.isNaN(moment.valueOf())) {
        time.title = time.dateTime;
        time.textContent = clock.format(moment);
      }
    });

  const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  // <canvas data-chart="bar" data-table="ID">: the first column names, each further column with data-series is a series.
  // Where some rows have data-charted, only those are drawn; data-reversed: the last row first.
  const draw = canvas => {
    const table = document.getElementById(canvas.dataset.table);
    const all = [...table.tBodies[0].rows];
    const charted = all.filter(row => row.dataset.charted);
    const name = row => row.cells[0].textContent.trim();
    // A metric with two rules has two rows, and one pair of bars.
    const rows = (charted.length ? charted : all).filter((row, at, drawn) => canvas.dataset.chart !== 'bar' || drawn.findIndex(other => name(other) === name(row)) === at);
    if (canvas.dataset.reversed) rows.reverse();
    const series = [...table.tHead.rows[0].cells]
      .map((cell, column) => ({ cell, column }))
      .filter(({ cell }) => cell.dataset.series);
    const value = (row, column) => {
      const text = row.cells[column].dataset.value;
      return text ? Number(text) : null;
    };
    const stepped = canvas.dataset.chart === 'step';
    const axis = { ticks: { color: colour('--soft') }, grid: { color: colour('--line') } };
    Chart.getChart(canvas)?.destroy();
    return new Chart(canvas, {
      type: stepped ? 'line' : canvas.dataset.chart,
      data: {
        labels: rows.map(name),
        datasets: series.map(({ cell, column }) => ({
          label: cell.textContent.trim(),
          data: rows.map(row => value(row, column)),
          backgroundColor: colour(`--${cell.dataset.series}`),
          borderColor: colour(`--${cell.dataset.series}`),
          borderRadius: 3,
          maxBarThickness: 44,
          categoryPercentage: 0.4,
          barPercentage: 0.95,
          stepped,
        })),
      },
      options: {
        animation: false,
        maintainAspectRatio: false,
        scales: { x: { ...axis, grid: { display: stepped, color: colour('--line') } }, y: { ...axis, beginAtZero: canvas.dataset.chart !== 'line' } },
        plugins: { legend: { labels: { color: colour('--ink') } } },
      },
    });
  };

  const charts = root => root.querySelectorAll('canvas[data-chart]').forEach(draw);

  const dress = root => {
    times(root);
    charts(root);
    reopen(root);
  };

  // What a reader has opened stays open when the part around it is fresh.
  const open = new Set();
  document.body.addEventListener('toggle', event => {
    if (event.target.id) open[event.target.open ? 'add' : 'delete'](event.target.id);
  }, true);
  const reopen = root => root.querySelectorAll('details[id]').forEach(details => {
    details.open ||= open.has(details.id);
  });

  // Whoever hears a page is told what has changed in a part of it, and not what it says anyway.
  const news = document.getElementById('news');
  const said = new Map();
  const sentences = part => new Set([part, ...part.querySelectorAll('[data-says]')].map(one => one.dataset.says).filter(Boolean));
  document.body.addEventListener('htmx:beforeSwap', event => {
    if (event.detail.shouldSwap && event.detail.target.id) said.set(event.detail.target.id, sentences(event.detail.target));
  });
  const tell = part => {
    const before = said.get(part.id);
    if (!before) return;
    said.delete(part.id);
    const fresh = [...sentences(part)].filter(sentence => !before.has(sentence));
    if (fresh.length) news.textContent = fresh.length > 3 ? `${fresh.length} things have changed.` : fresh.join(' ');
  };

  // A part that cannot be made fresh stays, and a person sees why it stands still.
  const notice = document.getElementById('notice');
  const warn = text => {
    if (notice.textContent !== text) notice.textContent = text;
  };
  document.body.addEventListener('htmx:responseError', event => {
    const { xhr } = event.detail;
    const told = new DOMParser().parseFromString(xhr.responseText, 'text/html').querySelector('.notice');
    warn(told ? told.textContent : `What you see may be old: the harness answered ${xhr.status}.`);
  });
  document.body.addEventListener('htmx:sendError', () => warn('What you see may be old: the harness does not answer.'));
  document.body.addEventListener('htmx:afterRequest', event => {
    if (event.detail.successful) warn('');
  });

  // A second click on the button of a form is not a second order.
  document.body.addEventListener('submit', event => {
    if (event.target.method !== 'post') return;
    if (event.target.dataset.sent) event.preventDefault();
    event.target.dataset.sent = 'true';
  });
  addEventListener('pageshow', () => document.querySelectorAll('form[data-sent]').forEach(form => delete form.dataset.sent));

  // htmx tells of the page itself, too.
  document.body.addEventListener('htmx:load', event => {
    dress(event.detail.elt);
    tell(event.detail.elt);
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => charts(document));
})();
