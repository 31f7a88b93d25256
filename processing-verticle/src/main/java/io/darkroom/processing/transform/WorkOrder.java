package io.darkroom.processing.transform;

/** What a worker can be told to do. */
sealed interface WorkOrder permits RenderOrder, InspectOrder {}
