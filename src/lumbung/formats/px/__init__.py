"""PxWeb and PC-Axis: selections, metadata, and tables as statistical offices publish them."""
