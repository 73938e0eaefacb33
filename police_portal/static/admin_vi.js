// What the admin's scripts say without asking Django's catalogue: unfold's filters load select2 without its Vietnamese,
// which lacks a text besides, and simplebar names its areas for screen readers.
"use strict";
document.addEventListener(
  "DOMContentLoaded", // in the capturing phase, before either library starts
  () => {
    if (window.SimpleBar) window.SimpleBar.defaultOptions.ariaLabel = "nội dung cuộn được";
    const select2 = window.django?.jQuery?.fn.select2;
    select2?.defaults.set("language", {
      errorLoading: () => "Không tải được kết quả",
      inputTooLong: ({ input, maximum }) => `Vui lòng xoá bớt ${input.length - maximum} ký tự`,
      inputTooShort: ({ input, minimum }) => `Vui lòng nhập thêm ít nhất ${minimum - input.length} ký tự`,
      loadingMore: () => "Đang tải thêm kết quả…",
      maximumSelected: ({ maximum }) => `Chỉ được chọn tối đa ${maximum} mục`,
      noResults: () => "Không tìm thấy kết quả",
      searching: () => "Đang tìm…",
      removeAllItems: () => "Bỏ chọn tất cả",
    });
  },
  { capture: true },
);
