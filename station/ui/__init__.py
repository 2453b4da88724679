"""The window: Qt, and only Qt. Rules live below; here they are shown and asked for."""
