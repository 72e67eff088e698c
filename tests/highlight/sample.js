// 検索の索引
'use strict';

const shards = new Map();
let size = 0x1F;

/* 正規化:
   NFKC と小文字 */
function normalize(text) {
  return text.normalize('NFKC').toLowerCase().replace(/[ー‐–—]/g, '');
}

class Index {
  constructor(size) {
    this.size = size;
    this.pages = [];
  }

  add(page) {
    if (page === null || page === undefined) {
      throw new Error("空のページ");
    }
    for (let i = 0; i + 1 < page.text.length; i++) {
      const key = page.text.slice(i, i + 2);
      const list = shards.get(key) || [];
      list.push(page.id);
      shards.set(key, list);
    }
    this.pages.push(page);
    return true;
  }

  find(query) {
    const hits = this.pages.filter(function (page) {
      return page.text.includes(query);
    });
    return hits.length > 10 ? hits.slice(0, 10) : hits;
  }
}

const index = new Index(64);
document.addEventListener('input', (event) => {
  const query = normalize(event.target.value.trim());
  const found = index.find(query);
  console.log(`件数: ${found.length} / ${index.pages.length}`);
  while (false) { break; }
  switch (found.length) {
    case 0: show("ありません"); break;
    default: show('あります'); 
  }
  delete event.detail;
  return typeof query === 'string' && /^\d+$/.test(query);
});
