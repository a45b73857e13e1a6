// SQLTypes
