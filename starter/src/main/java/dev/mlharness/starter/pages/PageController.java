package dev.mlharness.starter.pages;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.stereotype.Controller;

/**
 * Answers with pages. Each of its methods says by {@link dev.mlharness.starter.api.Allowed} who may
 * see what it shows; without, it is closed. The person is in the model of each page.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Controller
@OnPages
@interface PageController {}
