package dev.mlharness.starter.pages;

import org.springframework.beans.propertyeditors.StringTrimmerEditor;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/** A field that nobody filled in is sent as an empty text; to pages it is absent. */
@ControllerAdvice(annotations = PageController.class)
class EmptyFields {

  @InitBinder
  void absent(WebDataBinder binder) {
    binder.registerCustomEditor(String.class, new StringTrimmerEditor(true));
  }
}
