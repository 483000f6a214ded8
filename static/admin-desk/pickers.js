// Two lines for each row that a picker offers. Extends the admin's own autocomplete.js, which runs it when the page is
// ready and for every part that is added later.
"use strict";

{
  const $ = django.jQuery;

  const line = (name, text) => {
    const made = document.createElement("span");
    made.className = name;
    made.textContent = text;
    return made;
  };

  const offered = (row) => {
    if (row.loading || !row.second) return row.text;
    const both = document.createElement("span");
    both.append(line("picker-name", row.text), " ", line("picker-second", row.second));
    return both;
  };

  $.fn.djangoAdminSelect2 = function () {
    this.each((_, element) => {
      $(element).select2({
        templateResult: offered,
        ajax: {
          data: (typed) => ({
            term: typed.term,
            page: typed.page,
            app_label: element.dataset.appLabel,
            model_name: element.dataset.modelName,
            field_name: element.dataset.fieldName,
            // What somebody was on the day of the entry, not today.
            on: document.getElementById("id_when")?.value ?? "",
          }),
        },
      });
    });
    return this;
  };
}
